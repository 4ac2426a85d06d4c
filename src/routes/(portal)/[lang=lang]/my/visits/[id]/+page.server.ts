import { isTheirs } from '#core/access.ts';
import { problem } from '#core/errors.ts';
import { sayWhen } from '#core/reading/when/say-when.ts';
import { showMoney } from '#journeys/fields/money.ts';
import { type DescribedVisit, describeVisit, readVisit } from '#modules/bookings/index.ts';
import { nearMoment } from '#ui/promise-clock.ts';
import { beginWith } from '../../../../../door/my.ts';
import { privately } from '../../../../../door/session.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const load: PageServerLoad = async ({ locals, params, setHeaders }) => {
	privately(setHeaders);
	const { app, lang, visitor } = locals;
	const looking = { db: app.database.db, actor: await visitor(), now: app.clock(), say: app.say, lang };
	const visit = await describeVisit(looking, params.id);
	// A time that is kept for somebody who is still choosing is no visit yet.
	if (visit.state === 'held') throw problem('not_found');
	return {
		visit: presentVisit(visit, looking),
		hasBooking: app.services.has('book-visit'),
		cameByLink: !isTheirs(looking.actor, visit.customer_id),
	};
};

function presentVisit(visit: DescribedVisit, { now, lang }: { now: Date; lang: string }) {
	const { id, code, state, title, address, people, note, zone, isAhead, terms_in_words, readiness } = visit;
	const arrival = { from: visit.window_from, until: visit.window_until };
	const moment = (at: Date) => nearMoment(at, lang, { now, zone });
	return {
		id,
		code,
		state: state === 'booked' && visit.ends_at <= now ? 'over' : state,
		title,
		address,
		people,
		note,
		isAhead,
		canRate: state === 'done' && !visit.rating,
		terms: terms_in_words,
		readiness: isAhead ? readiness : [],
		minutes: visit.items.reduce((sum, { minutes }) => sum + minutes, 0),
		starts_at: visit.starts_at.toISOString(),
		arrival: sayWhen(arrival, { lang, zone, now }),
		owed: visit.owed.map((one) => ({ ...one, amount: showMoney(one, lang) })),
		history: visit.history.map(({ what, at, from, to }) => ({
			what,
			when: at.toISOString(),
			at: moment(at),
			from: from && moment(from),
			to: to && moment(to),
		})),
	};
}

export const actions: Actions = {
	move: (event) => changeBy(event, 'move-visit'),
	cancel: (event) => changeBy(event, 'cancel-visit'),
	rate: (event) => changeBy(event, 'rate-visit'),
};

/** What it costs, and whether it still can be done, the service tells. */
async function changeBy(event: RequestEvent, service: string) {
	const { app, visitor } = event.locals;
	const { id } = await readVisit(app.database.db, await visitor(), event.params.id);
	return beginWith(event, service, 'visit', id);
}
