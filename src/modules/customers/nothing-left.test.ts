import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sweepFiles } from '#core/files/sweep-files.ts';
import { newId } from '#core/ids.ts';
import { rollQuestions } from '../../../tests/support/asking.ts';
import { contentOf, withClient, writeArticle } from '../../../tests/support/backup.ts';
import { tablesThatSay } from '../../../tests/support/tables.ts';
import { type TestServer, testServer } from '../../../tests/support/server.ts';
import { startSmtp } from '../../../tests/support/smtp.ts';
import { until } from '../../../tests/support/until.ts';
import { type Person, visit } from '../../../tests/support/visit.ts';

let one: TestServer;
let smtp: Awaited<ReturnType<typeof startSmtp>>;
let ann: Person;
let other: Person;
let said: { before: string[]; after: string[] };
let columns: { text: string[]; planted: string[] };
let rows: { before: Record<string, string[]>; after: Record<string, string[]> };
let upload: string;

beforeAll(async () => {
	smtp = await startSmtp();
	const mail = { SMTP_URL: smtp.url, MAIL_FROM: 'help@kestrel.example', OWNER_EMAIL: 'owner@kestrel.example' };
	one = await testServer({ env: { ROLES: 'web,worker', ...mail } });
	await writeArticle(one.app, 'oil');
	ann = await visit(one, 'zanzibarova', '+84905550199');
	other = await visit(one, 'lindqvist', '+46705550188');
	for (const person of [ann, other])
		await until(async () => (await mailsOf(person)).filter(({ status }) => status === 'sent').length === 3, 15_000);
	await waitingMail(ann);
	for (const [person, why] of [
		[ann, 'zanzibarova too'],
		[other, 'lindqvist too'],
	] as const)
		await mergeAway(person, why);
	await rollQuestions(one);
	const { db } = one.app.database;
	const files = db.selectFrom('files').select('storage_key').where('uploaded_by', '=', `customer:${ann.id}`);
	upload = (await files.executeTakeFirstOrThrow()).storage_key;
	const words = ['zanzibarova', '905550199', ann.token];
	const [saidBefore, rowsBefore] = [await tablesThatSay(one.url, words), await contentOf(one.url)];
	columns = await columnsThatSay(words);
	const { status } = await one.call('DELETE', `/api/v1/customers/${ann.id}`);
	expect(status).toBe(204);
	said = { before: saidBefore, after: await tablesThatSay(one.url, words) };
	rows = { before: rowsBefore, after: await contentOf(one.url) };
}, 60_000);
afterAll(async () => {
	await one.stop();
	await smtp.close();
});

const mailsOf = ({ id }: { id: string }) =>
	one.app.database.db.selectFrom('notifications').selectAll().where('customer_id', '=', id).execute();

/** Into somebody who stays. */
async function mergeAway({ id }: Person, why: string) {
	const { body: into } = await one.call('POST', '/api/v1/sessions', { body: {}, as: null });
	await one.call('POST', `/api/v1/customers/${into.customer_id}/merges`, { body: { from: id, why } });
}

const waitingMail = ({ id }: { id: string }) =>
	one.app.database.db
		.insertInto('notifications')
		.values({
			id: newId(),
			customer_id: id,
			template: 'conversation_received',
			lang: 'en',
			channel: 'email',
			recipient: 'zanzibarova@example.com',
			args: '{}',
			due_at: new Date('2100-01-01'),
			created_at: new Date(),
		})
		.execute();

/** Columns of text in rows that say whose they are, and those of them in which a word stands. */
async function columnsThatSay(words: readonly string[]) {
	return withClient(one.url, async (client) => {
		const { rows: found } = await client.query<{ relation: string; name: string }>(
			`select c.relname as relation, a.attname as name
			from pg_class c join pg_attribute a on a.attrelid = c.oid
			where c.relnamespace = 'public'::regnamespace and a.attnum > 0 and not a.attisdropped
				and a.atttypid in ('text'::regtype, 'jsonb'::regtype, 'text[]'::regtype)
				and (c.relname in ('customers', 'files') or exists (select from pg_constraint k
					where k.conrelid = c.oid and k.contype = 'f' and k.confrelid in ('customers'::regclass, 'conversations'::regclass)))
			order by 1, 2`,
		);
		const planted: string[] = [];
		for (const { relation, name } of found) {
			const query = `select from ${relation} where ${name}::text ilike any ($1) limit 1`;
			if ((await client.query(query, [words.map((word) => `%${word}%`)])).rowCount) planted.push(`${relation}.${name}`);
		}
		return { text: found.map(({ relation, name }) => `${relation}.${name}`), planted };
	});
}

const counts = (content: Record<string, string[]>) =>
	Object.fromEntries(Object.entries(content).map(([name, all]) => [name, all.length]));
const about = ({ id }: Person, content: Record<string, string[]>) =>
	Object.values(content).flatMap((all) => all.filter((row) => row.includes(id)));

test('a name, an address, a number or a token that stood in twenty-four tables stands in none', () => {
	expect(said.before).toEqual([
		'assets',
		'colleague_questions',
		'conversation_feedback',
		'conversation_links',
		'conversations',
		'customer_merges',
		'customers',
		'files',
		'handoffs',
		'idempotency_keys',
		'identities',
		'journeys',
		'messages',
		'notifications',
		'promises',
		'question_search',
		'questions',
		'ratings',
		'test_questions',
		'test_results',
		'visit_plans',
		'visit_ratings',
		'visits',
		'waitlist',
	]);
	expect(said.after).toEqual([]);
});

/** Codes, tags of languages, and what the program itself made up. */
const NOBODYS_WORDS = [
	'amounts_owed.currency',
	'amounts_owed.reason',
	'amounts_owed.state',
	'assets.kind',
	'assets.model',
	'assets.serial_key',
	'assets.serial_number',
	'colleague_questions.options',
	'colleague_questions.state',
	'conversation_feedback.reasons',
	'conversation_feedback.steps',
	'conversation_links.type',
	'conversation_merges.merged_by',
	'conversations.channel',
	'conversations.holder',
	'conversations.lang',
	'conversations.status',
	'customer_merges.actor',
	'customer_merges.why',
	'customers.lang',
	'files.came_sha256',
	'files.mime',
	'files.owner_type',
	'files.sha256',
	'files.storage_key',
	'files.uploaded_by',
	'files.variants',
	'handoffs.reason',
	'handoffs.state',
	'identities.kind',
	'identities.level',
	'identity_codes.digest',
	'inbox_act_items.after',
	'inbox_act_items.before',
	'messages.author',
	'messages.kind',
	'messages.parts',
	'notifications.channel',
	'notifications.dedupe_key',
	'notifications.lang',
	'notifications.status',
	'notifications.template',
	'passes.type',
	'promises.channel',
	'promises.done_by',
	'promises.kind',
	'promises.ladder',
	'promises.lang',
	'promises.made_by',
	'promises.paused_for',
	'promises.pauses',
	'promises.reason',
	'promises.state',
	'promises.subject_type',
	'promises.zone',
	'questions.asked_lang',
	'questions.channel',
	'questions.lang',
	'questions.outcome',
	'questions.shown',
	'questions.worded',
	'sessions.assurance',
	'test_questions.expected',
	'test_questions.lang',
	'test_results.expected',
	'test_results.lang',
	'test_results.live_outcome',
	'test_results.outcome',
	...['channel', 'code', 'lang', 'proven', 'service', 'shown', 'state', 'zone'].map((name) => `journeys.${name}`),
	...['bad', 'good'].map((name) => `visit_ratings.${name}`),
	...['channel', 'code', 'lang', 'state', 'terms', 'zone'].map((name) => `visits.${name}`),
	...['lang', 'service', 'zone'].map((name) => `visit_plans.${name}`),
	...['ended_by', 'lang', 'part', 'service', 'state', 'zone'].map((name) => `waitlist.${name}`),
];

test('every column beside a customer holds what was planted, or no words of theirs', () => {
	expect(columns.text).toEqual([...columns.planted, ...NOBODYS_WORDS].toSorted());
});

test('everything stays counted; only addresses, the session, a link, replies, a test and a mail that waits are gone', () => {
	const [before, after] = [counts(rows.before), counts(rows.after)];
	const changed = Object.keys(after).filter((name) => name !== 'roll_cursors' && after[name] !== before[name]);
	expect(Object.fromEntries(changed.map((name) => [name, (after[name] ?? 0) - (before[name] ?? 0)]))).toEqual({
		conversation_links: -1,
		erasures: 1,
		events: 1,
		idempotency_keys: -2,
		identities: -2,
		notifications: -1,
		question_search: -1,
		sessions: -1,
		test_questions: -1,
		visit_workers: -1,
	});
});

test('nobody else loses a letter', async () => {
	expect(about(other, rows.before).length).toBeGreaterThan(10);
	expect(about(other, rows.after)).toEqual(about(other, rows.before));
	expect(await tablesThatSay(one.url, ['lindqvist', other.token])).toHaveLength(24);
});

test('the facts stay under an id that leads to nobody, and one more says that they were erased', async () => {
	const facts = one.app.database.db.selectFrom('events').where('customer_id', '=', ann.id);
	// In one transaction several stand at the same instant, in any order.
	expect((await facts.select('name').execute()).map(({ name }) => name).toSorted()).toEqual([
		'asset.registered',
		'conversation.handed_over',
		'conversation.linked',
		'conversation.message_written',
		'conversation.message_written',
		'conversation.opened',
		'customer.arrived',
		'customer.erased',
		'customer.identity_claimed',
		'journey.begun',
		'promise.made',
		'promise.made',
		'question.asked',
		'rating.given',
		'visit.booked',
		'visit.held',
		'visit_plan.made',
		'waiting.joined',
	]);
	const { body } = await one.call('GET', `/api/v1/conversations/${ann.conversation}`);
	const blank = {
		subject: '',
		status: 'closed',
		seen: { articles: [] },
		identities: [],
		messages: [{ text: '' }, { text: '' }],
	};
	expect(body).toMatchObject(blank);
	expect((await one.call('GET', '/api/v1/questions')).body.items).toContainEqual(
		expect.objectContaining({ id: ann.question, text: '', missing: null, solved: false, channel: 'api' }),
	);
});

test('of mails that left only that they did is kept', async () => {
	expect((await mailsOf(ann)).map(({ status, recipient }) => [status, recipient]).toSorted()).toEqual([
		['failed', ''],
		['sent', ''],
		['sent', ''],
		['sent', ''],
	]);
});

test('an upload that nothing was made of goes with the next sweep, bytes and all', async () => {
	expect(await one.app.storage.open(upload)).toBeDefined();
	expect(await sweepFiles(one.app)).toBe(1);
	expect(await one.app.storage.open(upload)).toBeUndefined();
});

test('the list beside the database names them, and nothing else of them', async () => {
	const list = path.join(one.app.config.DATA_DIR, 'erasures');
	const text = await until(() => readFile(list, 'utf8').catch(() => ''), 15_000);
	expect(text).toMatch(new RegExp(`^\n${ann.id} \\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z$`));
});
