import { expect, test } from 'vitest';
import type { Actor } from '#core/access.ts';
import { isProblem } from '#core/errors.ts';
import { retryOnce } from '#core/transaction.ts';
import { testApp } from '../../../tests/support/app.ts';
import { HOME, openDepot } from '../../../tests/support/field.ts';
import { at, openDesk } from './desk.fixture.ts';
import { bookVisit, cancelVisit, holdVisit, moveVisit, releaseHold } from './index.ts';
import { travelTerms } from './settings.ts';
import { straightLine } from './time/travel.ts';

const desk = openDesk();
const { somebody, wish } = desk;

const HOURS = ['08:00', '08:30', '09:00', '09:30', '10:00', '10:30', '11:00', '13:00', '14:30'];
const ACTS_EACH = 15;
/** Fewer than a server's connections, so that nobody is refused for want of one. */
const CUSTOMERS = 8;

/** By so much the clock of the other server is fast: to it, whatever is held at the first has run out. */
const FAST_MS = 11 * 60_000;

test('however many hold, book, move and cancel at once on two servers whose clocks differ, everybody can be where they are due', async () => {
	desk.depot = await openDepot(desk.one.app, { workers: 2, type: { people_max: 2, late_fee: null } });
	const two = await testApp({ url: desk.one.url, clock: () => new Date(desk.today.getTime() + FAST_MS) });
	try {
		const people = await Promise.all(Array.from({ length: CUSTOMERS }, somebody));
		const told = (await Promise.all(people.map((who, i) => bustle(who, i, [desk.one.app, two.app])))).flat();
		expect(told.filter((outcome) => outcome !== 'done' && outcome !== 'conflict')).toEqual([]);
		expect(told.filter((outcome) => outcome === 'done').length).toBeGreaterThan(CUSTOMERS);
	} finally {
		await two.stop();
	}
	expect(await impossible()).toEqual([]);
});

/** One customer's acts, one after the other: what each came to. */
async function bustle(who: Actor, number: number, apps: readonly (typeof desk.one.app)[]): Promise<string[]> {
	const told: string[] = [];
	let own: string | undefined;
	for (let act = 0; act < ACTS_EACH; act++) {
		const dice = number * 31 + act * 17;
		const starts_at = at(4, HOURS[dice % HOURS.length] ?? '');
		const site = { ...HOME, lat: HOME.lat + (dice % 5) / 20 };
		const { transact } = apps[dice % 2] ?? desk.one.app;
		const wanted = wish(starts_at, { at: site, people: 1 + (dice % 2) });
		const once = () =>
			transact(async (tx) => {
				if (own && act % 4 === 3) return cancelVisit(tx, who, { id: own }).then(() => undefined);
				if (own) return moveVisit(tx, who, { id: own, starts_at }).then(({ id }) => id);
				if (act % 3 === 1) return holdVisit(tx, who, wanted).then(({ id }) => releaseHold(tx, who, id));
				const { id: hold } = await holdVisit(tx, who, wanted);
				return bookVisit(tx, who, { hold }).then(({ id }) => id);
			});
		try {
			own = (await retryOnce(once)) ?? undefined;
			told.push('done');
		} catch (error) {
			told.push(isProblem(error) ? error.code : String(error));
		}
	}
	return told;
}

/** Visits of one person that follow each other too soon for the road. */
async function impossible() {
	const travel = straightLine(travelTerms.fallback);
	const rows = await desk.one.app.database.db
		.selectFrom('visit_workers as vw')
		.innerJoin('visits as v', 'v.id', 'vw.visit_id')
		.select(['vw.worker_id', 'v.starts_at', 'v.ends_at', 'v.lat', 'v.lon'])
		.orderBy('vw.worker_id')
		.orderBy('v.starts_at')
		.execute();
	expect(rows.length).toBeGreaterThan(3);
	return rows.filter((row, i) => {
		const before = rows[i - 1];
		if (before?.worker_id !== row.worker_id) return false;
		return before.ends_at.getTime() + travel(before, row) * 60_000 > row.starts_at.getTime();
	});
}
