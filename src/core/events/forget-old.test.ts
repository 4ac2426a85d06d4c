import { afterAll, beforeAll, expect, test } from 'vitest';
import { atTime, retention, TEXT_ROWS } from '#app';
import { SYSTEM } from '#core/access.ts';
import { newId } from '#core/ids.ts';
import { ask, rate } from '#modules/assistant/index.ts';
import { openConversation, say } from '#modules/conversations/index.ts';
import { startSession } from '#modules/customers/index.ts';
import { notificationEvents } from '#modules/notifications/index.ts';
import { rollQuestions } from '../../../tests/support/asking.ts';
import { type TestServer, testServer } from '../../../tests/support/server.ts';
import { forgetOld } from './forget-old.ts';
import { record } from './record.ts';

const TODAY = new Date('2026-06-30T12:00:00Z');
const daysAgo = (days: number) => new Date(TODAY.getTime() - days * 86_400_000);

let one: TestServer;

beforeAll(async () => {
	one = await testServer({ clock: () => TODAY });
});
afterAll(() => one.stop());

const count = async (table: 'questions' | 'ratings' | 'conversations' | 'messages' | 'notifications') =>
	Number(
		(
			await one.app.database.db
				.selectFrom(table)
				.select(({ fn }) => fn.countAll().as('n'))
				.executeTakeFirstOrThrow()
		).n,
	);
const facts = async () => {
	const rows = await one.app.database.db.selectFrom('events').select('name').orderBy('name').execute();
	return rows.map((row) => row.name).filter((name) => /^(question|rating|conversation|notification)/.test(name));
};

/** Somebody asks, says that it did not help, and writes. */
async function visit(days: number) {
	const then = atTime(one.app, () => daysAgo(days));
	const { actor } = await then.transact((tx) => startSession(tx, { lang: 'en', channel: 'web' }));
	const { question_id: question } = await ask(then, actor, { question: 'Where is my order?', channel: 'web' });
	await then.transact((tx) => rate(tx, actor, { question, solved: false }));
	await then.transact((tx) =>
		openConversation(tx, actor, {
			text: 'Help',
			lang: 'en',
			channel: 'web',
			came: {},
			to: 'person',
			fallbackLang: 'en',
		}),
	);
}

const gap = async () => (await one.call('GET', '/api/v1/gaps')).body.items[0];
const forget = () => forgetOld(one.app, one.app.settings.get(retention), TEXT_ROWS);

test('facts go with the text they tell of when their kind is kept no longer, and everything else stays', async () => {
	for (const days of [400, 31, 29]) await visit(days);
	await rollQuestions(one);
	expect(await gap()).toMatchObject({ customers: 3, questions: 3 });
	expect(await forget()).toBe(0);
	const put = (value: object) => one.call('PUT', '/api/v1/settings/retention', { body: { value } });
	expect((await put({ 'question.asked': 0 })).status).toBe(422);
	expect((await put({ 'question.aksed': 30 })).status).toBe(422);
	expect((await put({ 'question.asked': 30, 'conversation.opened': 365 })).status).toBe(204);
	await one.app.settings.load();
	expect(await forget()).toBe(3);
	expect([
		await count('questions'),
		await count('ratings'),
		await count('conversations'),
		await count('messages'),
	]).toEqual([1, 1, 2, 4]);
	expect((await facts()).filter((name) => name === 'question.asked')).toHaveLength(1);
	expect(await gap()).toMatchObject({ customers: 1, questions: 1, question: 'Where is my order?' });
	expect((await facts()).filter((name) => name === 'conversation.opened')).toHaveLength(2);
	expect(await forget()).toBe(0);
});

test('a text that a newer fact of the kind tells of stays: an opinion that was changed lately', async () => {
	const { db } = one.app.database;
	const forgetRatings = (at: Date) =>
		forgetOld(
			atTime(one.app, () => at),
			{ 'rating.given': 30 },
			TEXT_ROWS,
		);
	await visit(31);
	const { id, customer_id, question_id } = await db
		.selectFrom('ratings')
		.selectAll()
		.orderBy('at')
		.executeTakeFirstOrThrow();
	const actor = { kind: 'customer', id: customer_id, assurance: 'anonymous', scopes: [] } as const;
	await atTime(one.app, () => daysAgo(1)).transact((tx) =>
		rate(tx, actor, { question: question_id ?? '', solved: true }),
	);

	await forgetRatings(TODAY);
	expect(await db.selectFrom('ratings').select('solved').where('id', '=', id).execute()).toEqual([{ solved: true }]);
	await forgetRatings(daysAgo(-30));
	expect(await count('ratings')).toBe(0);
});

test('a conversation goes by its last message, not by the day on which it began', async () => {
	const { db } = one.app.database;
	const at = (days: number) => atTime(one.app, () => daysAgo(days));
	const { actor } = await at(500).transact((tx) => startSession(tx, { lang: 'en', channel: 'web' }));
	const begun = {
		text: 'Still there?',
		lang: 'en',
		channel: 'web',
		came: {},
		to: 'person',
		fallbackLang: 'en',
	} as const;
	const id = await at(500).transact((tx) => openConversation(tx, actor, begun));
	await at(450).transact((tx) => say(tx, SYSTEM, { conversation: id, text: 'I am looking into it.' }));
	const left = () => db.selectFrom('conversations').select('id').where('id', '=', id).execute();
	await forgetOld(one.app, { 'conversation.opened': 460 }, TEXT_ROWS);
	expect(await left()).toEqual([{ id }]);
	await forgetOld(one.app, { 'conversation.opened': 440 }, TEXT_ROWS);
	expect(await left()).toEqual([]);
});

test('unless told otherwise, mails that went out are forgotten after ninety days, and those that wait are not', async () => {
	const { db } = one.app.database;
	await db.deleteFrom('settings').where('key', '=', 'retention').execute();
	await one.app.settings.load();
	for (const [days, status] of [
		[91, 'sent'],
		[89, 'sent'],
		[91, 'pending'],
	] as const) {
		const [id, at] = [newId(), daysAgo(days)];
		const mail = {
			template: 'conversation_received',
			lang: 'en',
			channel: 'email',
			recipient: 'ann@example.com',
			args: '{}',
		};
		await db
			.insertInto('notifications')
			.values({
				...mail,
				id,
				status,
				dedupe_key: null,
				last_error: null,
				claimed_until: null,
				due_at: at,
				created_at: at,
				sent_at: null,
			})
			.execute();
		if (status === 'sent')
			await atTime(one.app, () => at).transact((tx) =>
				record(tx, SYSTEM, notificationEvents[0], {
					subject: id,
					payload: { template: 'conversation_received', channel: 'email', attempts: 1 },
				}),
			);
	}
	expect(await forget()).toBe(1);
	expect(await count('notifications')).toBe(2);
});
