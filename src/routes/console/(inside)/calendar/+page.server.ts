import { ANONYMOUS } from '#core/access.ts';
import { addDays, dayIn, isDay } from '#core/days.ts';
import { isId } from '#core/ids.ts';
import { timeZone } from '#core/zone.ts';
import { presentCalendar } from '#channels/rest/routes/team-calendar-shapes.ts';
import { listWaiting, listWorkers, readCalendar } from '#modules/bookings/index.ts';
import type { PageServerLoad } from './$types';

const HOUR_MS = 3_600_000;
/** A day begins first where clocks are ahead by fourteen hours, and ends last where they are behind by twelve. */
const [AHEAD_MS, BEHIND_MS] = [14 * HOUR_MS, 12 * HOUR_MS];
const MOST_COUNTED = 200;
const VIEWS = ['day', 'week', 'map'] as const;

export const load: PageServerLoad = async ({ locals: { app, member }, url, parent }) => {
	await parent();
	const actor = member?.actor ?? ANONYMOUS;
	const { db } = app.database;
	const now = app.clock();
	const given = (name: string) => url.searchParams.get(name) ?? '';
	const id = (name: string) => (isId(given(name)) ? given(name) : undefined);
	const today = dayIn(app.settings.get(timeZone), now);
	const day = isDay(given('day')) ? given('day') : today;
	const view = VIEWS.find((each) => each === given('view')) ?? 'day';
	const first = view === 'week' ? mondayOf(day) : day;
	const days = view === 'week' ? 7 : 1;
	const look = {
		from: new Date(Date.parse(`${first}T00:00:00Z`) - AHEAD_MS),
		until: new Date(Date.parse(`${addDays(first, days)}T00:00:00Z`) + BEHIND_MS),
		crew: id('crew'),
		worker: id('worker'),
	};
	const people = await listWorkers(db, actor);
	const waiting = await listWaiting(db, actor, { limit: MOST_COUNTED });
	return {
		...presentCalendar(await readCalendar(db, actor, look)),
		people: people
			.filter(({ active }) => active)
			.map(({ id: worker, name, crew_id, zone }) => ({ id: worker, name, crew_id, zone })),
		view,
		day,
		first,
		days,
		today,
		crew: look.crew ?? '',
		worker: look.worker ?? '',
		now: now.getTime(),
		waiting: waiting.length,
	};
};

const mondayOf = (day: string) => addDays(day, -((new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7));
