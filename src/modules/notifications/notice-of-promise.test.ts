import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Actor } from '#core/access.ts';
import { newId } from '#core/ids.ts';
import { UI_LANGS } from '#core/i18n/say.ts';
import { answered, makePromise, stepPromise } from '#modules/promises/index.ts';
import { digestOf, enrol } from '#modules/staff/index.ts';
import { type TestApp, testApp } from '../../../tests/support/app.ts';
import { until } from '../../../tests/support/until.ts';
import { noticeOfPromise } from './notice-of-promise.ts';
import { render } from './render/render.ts';

let one: TestApp;
let agent: Actor;
// Jobs start by the clock of the database, so this one only ever stands ahead of it.
let ahead = 0;
const now = () => new Date(Date.now() + ahead);
const MINUTE = 60_000;

beforeAll(async () => {
	one = await testApp({ env: { ROLES: 'web,worker' }, clock: now });
	const digest = await digestOf('four words in a row');
	const person = { name: 'Xiaowen', email: 'xiaowen@kestrel.example', role: 'agent' as const, digest };
	const { id } = await one.app.transact((tx) => enrol(tx, person));
	agent = { kind: 'staff', id, assurance: 'verified', scopes: ['promises:write'] };
});
afterAll(() => one.stop());

const mails = () =>
	one.app.database.db
		.selectFrom('notifications')
		.select(['template', 'recipient', 'args', 'dedupe_key'])
		.orderBy('id')
		.execute();

const promiseCall = (minutes: number) =>
	one.app.transact((tx) => {
		const due_at = new Date(now().getTime() + minutes * MINUTE);
		return makePromise(tx, agent, {
			kind: 'call_back',
			subject: { type: 'visit', id: newId() },
			customer: null,
			due_at,
		});
	});

test('whoever promised a call hears before it is due and when it was missed, each once, and not of one that was made', async () => {
	const { id, due_at } = await promiseCall(30);
	ahead = 20 * MINUTE + 1_000;
	await stepPromise(one.app, id);
	const [reminder] = await until(async () => (await mails()).length > 0 && mails(), 15_000);
	expect(reminder).toMatchObject({
		template: 'promise_runs_out',
		recipient: 'xiaowen@kestrel.example',
		args: { kind: 'call_back', due_at: due_at.toISOString(), minutes: 9, url: `${one.app.origin()}/console/promises` },
	});
	ahead = 31 * MINUTE;
	await stepPromise(one.app, id);
	await until(async () => (await mails()).length === 2, 15_000);
	expect((await mails())[1]).toMatchObject({ template: 'promise_broken', recipient: 'xiaowen@kestrel.example' });
});

test('a job finds a promise on its own when its time has come', async () => {
	const before = (await mails()).length;
	ahead = 0;
	// Due in a moment that is already near: the queue starts the job by itself.
	const { id } = await promiseCall(1 / 60);
	const row = await until(
		() =>
			one.app.database.db
				.selectFrom('promises')
				.select('state')
				.where('id', '=', id)
				.where('state', '=', 'broken')
				.executeTakeFirst(),
		30_000,
	);
	expect(row.state).toBe('broken');
	await until(async () => (await mails()).length === before + 1, 15_000);
});

test('the team is everybody who answers customers, the owner where there is nobody, and nobody once it is done', async () => {
	const { db } = one.app.database;
	const { id } = await promiseCall(60);
	const told = async (tell: string, name = 'promise.escalated') => {
		await db.deleteFrom('notifications').execute();
		const { at, ...event } = await db
			.selectFrom('events')
			.selectAll()
			.where('subject_id', '=', id)
			.orderBy('seq', 'desc')
			.limit(1)
			.executeTakeFirstOrThrow();
		const fact = { ...event, id: newId(), at, name, payload: { tell } };
		await noticeOfPromise.handle(one.app, fact);
		await noticeOfPromise.handle(one.app, fact);
		return (await mails()).map(({ recipient }) => recipient);
	};
	expect(await told('team')).toEqual(['xiaowen@kestrel.example']);
	expect(await told('assignee')).toEqual(['xiaowen@kestrel.example']);
	expect(await told('owner')).toEqual(['owner']);
	expect(await told('team', 'promise.broken')).toEqual([]);
	await db.updateTable('members').set({ removed_at: new Date() }).execute();
	expect(await told('team')).toEqual(['owner']);
	await one.app.transact((tx) => answered(tx, agent, { type: 'visit', id: newId() }));
	await db
		.updateTable('promises')
		.set({ state: 'kept', done_at: new Date(), next_at: null })
		.where('id', '=', id)
		.execute();
	expect(await told('owner')).toEqual([]);
});

test.each(UI_LANGS)('that a promise runs out, or was broken, can be written in %s', (lang) => {
	const args = {
		kind: 'first_response',
		due_at: '2026-01-12T09:00:00.000Z',
		zone: 'Asia/Bangkok',
		url: 'https://k.example/x',
	};
	for (const [template, rest] of [
		['promise_runs_out', { minutes: 2 }],
		['promise_broken', {}],
	] as const) {
		const { subject, text } = render(one.app, template, { ...args, ...rest }, lang);
		expect(subject).toMatch(/(16|4):00/);
		expect(subject).toContain(lang === 'th' ? '2569' : '2026');
		expect(text).not.toMatch(/undefined|\{\w+\}/);
	}
});
