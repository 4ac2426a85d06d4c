import { expect, test } from 'vitest';
import { SYSTEM } from '#core/access.ts';
import { newId } from '#core/ids.ts';
import { HOME, openDepot } from '../../../tests/support/field.ts';
import { at, MONDAY, openDesk } from './desk.fixture.ts';
import { changeWorker, moveVisit, obstaclesTo, readCalendar, readPlannedVisit } from './index.ts';

const desk = openDesk();
const { book, move, problemOf } = desk;
const db = () => desk.one.app.database.db;

const inTheWay = (id: string, starts_at: Date, workers?: string[]) =>
	obstaclesTo(db(), SYSTEM, { id, starts_at, workers, now: desk.today });
const codes = async (...of: Parameters<typeof inTheWay>) => (await inTheWay(...of)).map(({ code }) => code);

/** Some twenty-four kilometres from the depot: at thirty an hour, and with five minutes to park, most of an hour. */
const FAR = { ...HOME, lat: HOME.lat + 0.22 };

/** Another depot, in Berlin, with nobody who can do what is asked for here. */
const elsewhere = async (more = {}) =>
	(await openDepot(desk.one.app, { worker: { zone: 'Europe/Berlin', ...more } })).workers[0]!;

test('each obstacle is told by its code, and asking changes nothing', async () => {
	const { id } = await book(desk.ann, at(2, '10:00'));
	await book(desk.bob, at(3, '10:00'));
	const far = await book(desk.ann, at(4, '12:00'), { at: FAR });
	const before = await readPlannedVisit(db(), SYSTEM, id);
	expect(await codes(id, at(2, '14:00'))).toEqual([]);
	const [overlap] = await inTheWay(id, at(3, '10:30'));
	expect(overlap).toMatchObject({ code: 'overlap', soft: false, worker: 'Worker 0', busy: { from: +at(3, '10:00') } });
	expect(await codes(id, at(2, '20:00'))).toEqual(['hours']);
	expect(await inTheWay(far.id, at(4, '08:15'))).toMatchObject([{ code: 'travel', soft: true, late: 39 }]);
	expect(await codes(id, at(2, '14:00'), [newId()])).toEqual(['gone']);
	expect(await readPlannedVisit(db(), SYSTEM, id)).toEqual(before);
});

test('what one lacks is told: a skill, or a site that nobody can find and other clocks', async () => {
	const skilled = await openDepot(desk.one.app, { type: { skills: ['screw'] }, worker: { skills: ['screw'] } });
	const lost = { address: 'somewhere', lat: null, lon: null, zone: HOME.zone };
	const { id } = await book(desk.ann, at(2, '10:00'), { types: [skilled.type], at: lost });
	const [other] = desk.depot.workers;
	expect(await inTheWay(id, at(2, '14:00'), [other!])).toMatchObject([{ code: 'skill', missing: ['screw'] }]);
	expect(await codes(id, at(2, '14:00'), [await elsewhere({ skills: ['screw'] })])).toEqual(['area']);
});

test('without an obstacle it can be moved, and with one it cannot', async () => {
	const { id } = await book(desk.ann, at(3, '10:00'), { at: FAR });
	await book(desk.bob, at(3, '14:00'));
	const workers = desk.depot.workers;
	const differ: string[] = [];
	for (let hour = 6; hour < 20; hour++)
		for (const minute of ['00', '15', '30', '45']) {
			const time = at(3, `${String(hour).padStart(2, '0')}:${minute}`);
			const isFree = (await codes(id, time, workers)).length === 0;
			const isMoved = await move(SYSTEM, id, time, { workers }).then(
				() => true,
				() => false,
			);
			if (isFree !== isMoved) differ.push(time.toISOString());
		}
	expect(differ).toEqual([]);
});

test('the team may move a visit anyway, which is written down; nobody is ever in two places', async () => {
	const { id } = await book(desk.ann, at(2, '10:00'));
	await book(desk.bob, at(3, '10:00'));
	const [worker] = desk.depot.workers;
	expect((await problemOf(move(SYSTEM, id, at(2, '20:00'), { workers: [worker] }))).code).toBe('conflict');
	await move(SYSTEM, id, at(2, '20:00'), { workers: [worker], anyway: true });
	const fact = await db()
		.selectFrom('events')
		.select('payload')
		.where('subject_id', '=', id)
		.where('name', '=', 'visit.moved')
		.executeTakeFirstOrThrow();
	expect(fact.payload).toMatchObject({ anyway: ['hours'], workers: [worker] });
	const refused = await problemOf(move(SYSTEM, id, at(3, '10:30'), { anyway: true }));
	expect([refused.code, refused.current]).toMatchObject([
		'conflict',
		{ obstacles: [{ code: 'overlap', worker_id: worker }] },
	]);
	expect((await readPlannedVisit(db(), SYSTEM, id)).starts_at).toEqual(at(2, '20:00'));
	expect((await problemOf(move(desk.ann, id, at(4, '10:00'), { anyway: true }))).code).toBe('forbidden');
});

test('a visit is given to somebody else, and two who want the same person anyway do not both get them', async () => {
	const [first, second] = [await book(desk.ann, at(2, '10:00')), await book(desk.bob, at(3, '10:00'))];
	const other = await elsewhere();
	const take = ({ id }: { id: string }) =>
		desk.one.app.transact((tx) =>
			moveVisit(tx, SYSTEM, { id, starts_at: at(4, '21:00'), workers: [other], anyway: true }),
		);
	const all = await Promise.allSettled([take(first), take(second)]);
	expect(all.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
	const won = all[0]?.status === 'fulfilled' ? first : second;
	expect((await readPlannedVisit(db(), SYSTEM, won.id)).workers).toMatchObject([{ id: other }]);
});

test('the calendar shows who works when, what else they do, where they go and when they are away', async () => {
	const { id } = await book(desk.ann, at(2, '10:00'));
	const [worker] = desk.depot.workers;
	const [from, until] = [at(2, '00:00'), at(3, '00:00')];
	const span = `[${at(2, '14:00').toISOString()},${at(2, '15:00').toISOString()})`;
	await db()
		.insertInto('busy_times')
		.values({ id: newId(), worker_id: worker!, resource_id: null, span, source: 'test' })
		.execute();
	const { workers, visits, more } = await readCalendar(db(), SYSTEM, { from, until });
	expect(visits.map((visit) => [visit.id, visit.customer, visit.workers[0]?.id])).toEqual([[id, null, worker]]);
	expect(workers.find((row) => row.id === worker)).toMatchObject({
		hours: [{ from: at(2, '08:00'), until: at(2, '17:00') }],
		busy: [{ from: at(2, '14:00'), until: at(2, '15:00') }],
	});
	expect(more).toBe(false);
	await expect(readCalendar(db(), desk.ann, { from, until })).rejects.toMatchObject({ code: 'forbidden' });
	const row = await db().selectFrom('workers').selectAll().where('id', '=', worker!).executeTakeFirstOrThrow();
	const { id: _id, created_at: _made, ...known } = row;
	await desk.one.app.transact((tx) =>
		changeWorker(tx, SYSTEM, { id: worker!, ...known, exceptions: [{ day: '2026-06-02', name: 'Ill', shifts: [] }] }),
	);
	expect((await readCalendar(db(), SYSTEM, { from, until, worker })).workers).toMatchObject([
		{ hours: [], exceptions: [{ day: '2026-06-02', name: 'Ill' }] },
	]);
	expect(await codes(id, at(2, '14:30'))).toEqual(['overlap', 'hours']);
	expect(MONDAY < from).toBe(true);
});
