import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { ERASERS } from '#app';
import { SYSTEM } from '#core/access.ts';
import { newId } from '#core/ids.ts';
import { conversationEvents } from '#modules/conversations/index.ts';
import { noticeOfConversation, notify } from '#modules/notifications/index.ts';
import { contentOf, withClient } from '../../../tests/support/backup.ts';
import { type TestServer, testServer } from '../../../tests/support/server.ts';
import { until } from '../../../tests/support/until.ts';
import { type Person, visit } from '../../../tests/support/visit.ts';
import { eraseCustomer } from './erase-customer.ts';

let one: TestServer;
let ann: Person;
let other: Person;

beforeAll(async () => {
	one = await testServer();
});
afterAll(() => one.stop());
beforeEach(async () => {
	[ann, other] = [await visit(one, 'zanzibarova', '+84905550199'), await visit(one, 'lindqvist', '+46705550188')];
});

const erase = (id: string, as: string | null = one.key) => one.call('DELETE', `/api/v1/customers/${id}`, { as });
const keyWith = async (scope: string): Promise<string> =>
	(await one.call('POST', '/api/v1/keys', { body: { name: scope, scopes: [scope] } })).body.token;
const textsOf = async ({ id }: Person) => {
	const rows = await one.app.database.db.selectFrom('questions').select('text').where('customer_id', '=', id).execute();
	return rows.map(({ text }) => text);
};
const erased = async ({ id }: Person) => {
	const row = one.app.database.db.selectFrom('customers').select('erased_at').where('id', '=', id);
	return Boolean((await row.executeTakeFirstOrThrow()).erased_at);
};

test('a key of the scope erases anybody, a customer themselves; others do not, and learn nothing', async () => {
	const attempts = [other.token, null, await keyWith('customers:write')].map((as) => erase(ann.id, as));
	expect((await Promise.all(attempts)).map(({ status }) => status)).toEqual([404, 401, 403]);
	expect((await erase(newId(), other.token)).status).toBe(404);
	expect(await erased(ann)).toBe(false);
	expect((await erase(ann.id, ann.token)).status).toBe(204);
	expect((await erase(other.id, await keyWith('customers:erase'))).status).toBe(204);
	expect([await erased(ann), await erased(other)]).toEqual([true, true]);
	await until(async () => (await erase(ann.id, ann.token)).status === 401, 3_000);
});

test('a second time changes nothing, an id that nobody has is unknown', async () => {
	await erase(ann.id);
	const before = await contentOf(one.url);
	const again = await Promise.all([erase(ann.id), erase(ann.id)]);
	expect(again.map(({ status }) => status)).toEqual([204, 204]);
	expect(await contentOf(one.url)).toEqual(before);
	expect((await erase(newId())).status).toBe(404);
	expect((await erase('everybody')).status).toBe(422);
});

test('two who erase at once erase once', async () => {
	const both = await Promise.all([erase(ann.id), erase(ann.id, ann.token)]);
	expect(both.map(({ status }) => status)).toEqual([204, 204]);
	const facts = one.app.database.db.selectFrom('events').select('id').where('subject_id', '=', ann.id);
	expect(await facts.where('name', '=', 'customer.erased').execute()).toHaveLength(1);
});

test('erasing is all or nothing', async () => {
	const before = await contentOf(one.url);
	await withClient(one.url, async (client) => {
		// The row that is changed last is refused.
		await client.query('alter table customers add constraint never check (erased_at is null) not valid');
		expect((await erase(ann.id)).status).toBe(500);
		await client.query('alter table customers drop constraint never');
	});
	expect(await contentOf(one.url)).toEqual(before);
});

test('staff find by an address whom to erase, one a device', async () => {
	const again = await visit(one, 'lindqvist', '+46705550188');
	const find = () => one.call('GET', '/api/v1/customers?email=Lindqvist%40example.com&limit=200');
	const ids = (await find()).body.items.map(({ id }: Person) => id);
	expect(ids.slice(0, 2)).toEqual([again.id, other.id]);
	for (const id of ids) await erase(id);
	expect((await find()).body.items).toEqual([]);
});

const waiters = async () => {
	const waiting = sql<{ n: number }>`select count(*)::int as n from pg_locks where not granted`;
	return (await waiting.execute(one.app.database.db)).rows[0]?.n;
};

/** Holds a transaction open after `work` until `meanwhile` has come to wait for it. Answers what `meanwhile` came to. */
async function whileOpen<T>(
	work: Parameters<TestServer['app']['transact']>[0],
	meanwhile: () => Promise<T>,
): Promise<T> {
	let pending: Promise<T> | undefined;
	await one.app.transact(async (tx) => {
		await work(tx);
		pending = meanwhile();
		pending.catch(() => {});
		await until(waiters);
	});
	return pending as Promise<T>;
}

test('a question that is being stored while its asker is erased is stored first and erased with the rest', async () => {
	const store = {
		id: newId(),
		customer_id: ann.id,
		text: 'zanzibarova again',
		lang: 'en',
		asked_lang: null,
		channel: 'api',
		outcome: 'unsure' as const,
		confidence: 0,
		shown: '[]',
		answer: null,
		worded: null,
		conversation_id: null,
		at: new Date(),
	};
	const { status } = await whileOpen(
		(tx) => tx.insertInto('questions').values(store).execute(),
		() => erase(ann.id),
	);
	expect(status).toBe(204);
	expect(await textsOf(ann)).toEqual(['', '']);
});

test('whatever they write while they are erased is refused afterwards, and takes nobody else’s with it', async () => {
	const ask = (as: string) => one.call('POST', '/api/v1/ask', { body: { question: 'zanzibarova again?' }, as });
	const rate = () =>
		one.call('PUT', `/api/v1/questions/${ann.question}/rating`, {
			body: { solved: false, missing: 'all' },
			as: ann.token,
		});
	const write = () =>
		one.call('POST', '/api/v1/conversations', {
			body: { text: 'zanzibarova', to: 'person' },
			as: ann.token,
		});
	const replies = await whileOpen(
		(tx) => eraseCustomer(tx, SYSTEM, { id: ann.id, erasers: ERASERS }),
		() => Promise.all([ask(ann.token), ask(other.token), rate(), write()]),
	);
	expect(replies.map(({ status }) => status)).toEqual([409, 200, 409, 409]);
	expect(replies[0]?.body.detail).toBe('This customer was erased.');
	expect([await textsOf(ann), (await textsOf(other)).length]).toEqual([[''], 2]);
	const { body } = await one.call('GET', `/api/v1/questions?limit=200`);
	expect(body.items.find(({ id }: Person) => id === ann.question)).toMatchObject({ missing: null });
});

test('however asking and erasing fall together, no word is left', async () => {
	const asking = Array.from({ length: 24 }, async (_, i) => {
		if (i === 12) return erase(ann.id);
		return one.call('POST', '/api/v1/ask', { body: { question: `zanzibarova ${i}?` }, as: ann.token });
	});
	const statuses = (await Promise.all(asking)).map(({ status }) => status);
	expect(statuses[12]).toBe(204);
	expect(statuses.filter((status) => ![200, 204, 401, 409].includes(status))).toEqual([]);
	expect((await textsOf(ann)).filter(Boolean), statuses.join()).toEqual([]);
});

test('a notice about somebody who was erased before it was written is not written', async () => {
	await erase(ann.id);
	const [opened] = conversationEvents;
	const event = { name: opened.name, subject_id: ann.conversation };
	await noticeOfConversation.handle(one.app, event as Parameters<typeof noticeOfConversation.handle>[1]);
	const late = one.app.transact((tx) =>
		notify(tx, {
			template: 'conversation_received',
			lang: 'en',
			channel: 'email',
			to: 'zanzibarova@example.com',
			args: { reference: 'R', message: 'zanzibarova' },
			customer: ann.id,
		}),
	);
	await expect(late).rejects.toThrow('This customer was erased.');
	const mails = one.app.database.db.selectFrom('notifications').select(['status', 'recipient']);
	expect(await mails.where('customer_id', '=', ann.id).execute()).toEqual([{ status: 'failed', recipient: '' }]);
});

test('every table that says whose a row is refuses rows of somebody erased', async () => {
	const unguarded = await sql<{ name: string }>`
		select distinct conrelid::regclass::text as name from pg_constraint k
		where contype = 'f' and confrelid in ('customers'::regclass, 'conversations'::regclass) and conparentid = 0
			and not exists (select from pg_trigger t where t.tgrelid = k.conrelid and t.tgname = 'living' and t.tgenabled = 'O')`.execute(
		one.app.database.db,
	);
	expect(unguarded.rows).toEqual([]);
});
