import { afterAll, beforeAll, expect, test } from 'vitest';
import { SYSTEM } from '#core/access.ts';
import { newId } from '#core/ids.ts';
import { startSession } from '#modules/customers/index.ts';
import { type TestApp, testApp } from '../../../tests/support/app.ts';
import { saveDraft } from './drafts.ts';
import { readFunnel } from './funnel.ts';
import { shareVersion } from './stages.ts';
import { hasFallen, stopFallen } from './stop-fallen.ts';

let one: TestApp;
const SERVICE = 'report-fault';
const NOW = new Date('2026-03-02T09:00:00Z');
const LATER = new Date('2026-03-02T10:00:00Z');

let at = NOW;
beforeAll(async () => {
	one = await testApp({ clock: () => at });
});
afterAll(() => one.stop());

/** So many journeys of a version, of which so many were done; the others were left alone, but for those that are open. */
async function journeys(
	version: number | null,
	{ over, done, open = 0 }: { over: number; done: number; open?: number },
) {
	await one.app.transact(async (tx) => {
		const { actor } = await startSession(tx, { channel: 'web' });
		const rows = Array.from({ length: over + open }, (_, i) => ({
			id: newId(at),
			service: SERVICE,
			service_version: 1,
			settings_version: version,
			customer_id: actor.id,
			code: newId(at),
			state: i < done ? ('done' as const) : ('open' as const),
			channel: 'web',
			lang: 'en',
			zone: 'UTC',
			answers: '{}',
			heard: '[]',
			shown: i < done ? null : JSON.stringify({ name: 'what', values: [], narrowed: false, from: 0 }),
			noticed_at: i >= done && i < over ? at : null,
			begun_at: at,
			updated_at: at,
		}));
		await tx.insertInto('journeys').values(rows).execute();
	});
}

async function shared(): Promise<number> {
	return one.app.transact(async (tx) => {
		const { version } = await saveDraft(one.app, tx, SYSTEM, {
			service: SERVICE,
			content: { texts: {}, fields: {}, rules: {} },
		});
		await shareVersion(one.app, tx, SYSTEM, { service: SERVICE, version, share: 10 });
		return version;
	});
}

const row = (version: number) =>
	one.app.database.db
		.selectFrom('service_settings')
		.select(['state', 'stopped_for'])
		.where('service', '=', SERVICE)
		.where('version', '=', version)
		.executeTakeFirstOrThrow();

test('a version that fewer come to the end of is stopped, by what was counted in the same time, and not before enough are over', async () => {
	at = NOW;
	// Before it was shared: counts for neither.
	await journeys(null, { over: 100, done: 0 });
	at = LATER;
	const version = await shared();
	await journeys(null, { over: 40, done: 36 });
	await journeys(version, { over: 19, done: 2, open: 30 });
	at = new Date(LATER.getTime() + 3_600_000);
	await stopFallen(one.app);
	expect((await row(version)).state).toBe('shared');
	at = new Date(LATER.getTime() + 1_800_000);
	await journeys(version, { over: 1, done: 0 });
	at = new Date(LATER.getTime() + 3_600_000);
	await stopFallen(one.app);
	expect(await row(version)).toEqual({
		state: 'stopped',
		stopped_for: { shared: { done: 2, over: 20 }, live: { done: 36, over: 40 } },
	});
	const facts = await one.app.database.db
		.selectFrom('events')
		.select(['actor', 'payload'])
		.where('name', '=', 'service.fell')
		.execute();
	expect(facts).toMatchObject([{ actor: { kind: 'system' }, payload: { service: SERVICE, version } }]);
});

test.each([
	['a fall within the margin', { shared: { done: 720, over: 900 }, live: { done: 800, over: 900 } }, false],
	['a fall beyond it that may be chance', { shared: { done: 14, over: 20 }, live: { done: 17, over: 20 } }, false],
	['a fall beyond both', { shared: { done: 50, over: 100 }, live: { done: 80, over: 100 } }, true],
	['a rise', { shared: { done: 90, over: 100 }, live: { done: 50, over: 100 } }, false],
	['too few', { shared: { done: 0, over: 19 }, live: { done: 100, over: 100 } }, false],
])('%s', (_, fell, expected) => expect(hasFallen(fell)).toBe(expected));

test('the funnel counts each journey once a question, by channel and language, and who is still at it has not left', async () => {
	const range = { service: SERVICE, from: LATER, to: new Date(LATER.getTime() + 7_200_000) };
	const { db } = one.app.database;
	const funnel = await readFunnel(one.app, db, SYSTEM, range);
	expect(funnel.total).toEqual({ begun: 90, open: 30, done: 38, over: 60 });
	expect(funnel.steps.find(({ name }) => name === 'what')).toMatchObject({ reached: 52, answered: 0, left: 22 });
	const none = await readFunnel(one.app, db, SYSTEM, { ...range, lang: 'vi' });
	expect(none.total.begun).toBe(0);
	expect(none.steps.every(({ reached }) => reached === 0)).toBe(true);
	expect(none.langs).toEqual(['en']);
});
