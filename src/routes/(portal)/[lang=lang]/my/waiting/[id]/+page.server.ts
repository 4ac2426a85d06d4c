import { redirect } from '@sveltejs/kit';
import { describeWaiting, leaveWaitlist, readWaiting } from '#modules/bookings/index.ts';
import { isTheirs } from '#core/access.ts';
import { problem } from '#core/errors.ts';
import { nearMoment } from '#ui/promise-clock.ts';
import { privately } from '../../../../../door/session.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, setHeaders }) => {
	privately(setHeaders);
	const { app, lang, visitor } = locals;
	const { db } = app.database;
	const actor = await visitor();
	const row = await readWaiting(db, actor, params.id);
	// The team has pages of its own.
	if (!isTheirs(actor, row.customer_id)) throw problem('not_found');
	const [entry] = await describeWaiting({ db, say: app.say, lang }, [row]);
	if (!entry) throw problem('not_found');
	const { id, title, state, ended_by, address, span, part, email, journey_id, offer, zone } = entry;
	const until = offer && nearMoment(offer.until, lang, { now: app.clock(), zone });
	return {
		entry: { id, title, state: ended_by ?? state, address, span, part, email, journey_id },
		offer: offer && until ? { when: offer.text, until } : null,
		isOpen: state !== 'ended',
	};
};

export const actions: Actions = {
	leave: async ({ locals: { app, visitor, lang }, params }) => {
		const actor = await visitor();
		await app.transact((tx) => leaveWaitlist(app, tx, actor, params.id));
		redirect(303, `/${lang}/my/waiting/${params.id}`);
	},
};
