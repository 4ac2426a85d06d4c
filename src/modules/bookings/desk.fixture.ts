import { afterAll, beforeAll, beforeEach } from 'vitest';
import { type Actor, ANONYMOUS } from '#core/access.ts';
import { isProblem, type Problem } from '#core/errors.ts';
import { startSession } from '#modules/customers/index.ts';
import { type TestApp, testApp } from '../../../tests/support/app.ts';
import { HOME, openDepot } from '../../../tests/support/field.ts';
import { bookVisit, cancelVisit, holdVisit, moveVisit, openSlots, readVisit, type VisitWish } from './index.ts';

/** A Monday, eight in the morning at the depot. */
export const MONDAY = new Date('2026-06-01T01:00:00Z');
/** A time of that week there, the Monday being 1. */
export const at = (day: number, time: string) => new Date(`2026-06-0${day}T${time}:00+07:00`);

type Desk = {
	one: TestApp;
	today: Date;
	depot: Awaited<ReturnType<typeof openDepot>>;
	ann: Actor;
	bob: Actor;
};

/** A depot with one worker and two customers, anew for each test of the file. */
export function openDesk() {
	const nothing = { place: '', crew: '', workers: [], type: '' };
	const desk: Desk = { one: undefined as never, today: MONDAY, depot: nothing, ann: ANONYMOUS, bob: ANONYMOUS };
	beforeAll(async () => {
		desk.one = await testApp({ clock: () => desk.today });
	});
	afterAll(() => desk.one.stop());
	beforeEach(async () => {
		desk.today = MONDAY;
		const { db } = desk.one.app.database;
		for (const table of ['visits', 'busy_times', 'workers', 'visit_types'] as const)
			await db.deleteFrom(table).execute();
		desk.depot = await openDepot(desk.one.app);
		[desk.ann, desk.bob] = [await acts.somebody(), await acts.somebody()];
	});
	const acts = actsOf(desk);
	return Object.assign(desk, acts);
}

function actsOf(desk: Desk) {
	const wish = (starts_at: Date, more: Partial<VisitWish> = {}): VisitWish => ({
		types: [desk.depot.type],
		starts_at,
		at: HOME,
		...more,
	});
	return {
		wish,
		somebody: async () => (await desk.one.app.transact((tx) => startSession(tx, { lang: 'vi', channel: 'web' }))).actor,
		hold: (who: Actor, starts_at: Date, more?: Partial<VisitWish>) =>
			desk.one.app.transact((tx) => holdVisit(tx, who, wish(starts_at, more))),
		book: (who: Actor, starts_at: Date, more?: Partial<VisitWish & { journey: string }>) =>
			desk.one.app.transact((tx) => bookVisit(tx, who, { ...wish(starts_at), ...more })),
		bookHeld: (who: Actor, hold: string, journey?: string) =>
			desk.one.app.transact((tx) => bookVisit(tx, who, { hold, journey })),
		move: (who: Actor, id: string, starts_at: Date, more = {}) =>
			desk.one.app.transact((tx) => moveVisit(tx, who, { id, starts_at, ...more })),
		cancel: (who: Actor, id: string) => desk.one.app.transact((tx) => cancelVisit(tx, who, { id })),
		read: (who: Actor, id: string) => readVisit(desk.one.app.database.db, who, id),
		problemOf,
		codeOf: async (act: Promise<unknown>) => (await problemOf(act)).code,
		factsOf: async (id: string) => {
			const facts = desk.one.app.database.db.selectFrom('events').select('name').where('subject_id', '=', id);
			return (await facts.orderBy('seq').execute()).map(({ name }) => name);
		},
		times: async (from: Date, until: Date) => {
			const search = { types: [desk.depot.type], at: HOME, from, until, limit: 100, now: desk.today };
			return (await openSlots(desk.one.app.database.db, search)).map(({ starts_at }) => starts_at);
		},
	};
}

const problemOf = (act: Promise<unknown>): Promise<Problem> =>
	act.then(
		() => Promise.reject(new Error('it went well')),
		(error: unknown) => (isProblem(error) ? error : Promise.reject(error as Error)),
	);
