import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '#core/ids.ts';
import { rollQuestions } from '../../../tests/support/asking.ts';
import { proveOn } from '../../../tests/support/prove.ts';
import { type TestServer, testServer } from '../../../tests/support/server.ts';
import { tablesOfPeople, tablesThatSay } from '../../../tests/support/tables.ts';
import { type Person, visit } from '../../../tests/support/visit.ts';

let one: TestServer;
let ann: Person;
let other: Person;
beforeAll(async () => {
	one = await testServer();
	ann = await visit(one, 'zanzibarova', '+84905550199');
	other = await visit(one, 'lindqvist', '+46705550188');
	await rollQuestions(one);
});
afterAll(() => one.stop());

const exportOf = ({ id }: { id: string }, as = one.key) => one.call('GET', `/api/v1/customers/${id}/export`, { as });

/** Of these they get what they are made from, or nothing that anybody may be given. */
const NOT_HANDED_OUT = {
	idempotency_keys: 'replies of the last day, to acts that are handed out',
	identity_codes: 'digests of codes that let somebody in',
	inbox_act_items: 'how the team moved conversations about, to undo it',
	question_search: 'an index of questions',
	test_questions: 'copies of questions that the team keeps',
	test_results: 'copies of questions that the team keeps',
};

test('a customer is given all that is kept of them, from every table that says whose a row is or has a word of theirs', async () => {
	const { tables } = (await exportOf(ann, ann.token)).body;
	const given = Object.keys(tables);
	const speaking = await tablesThatSay(one.url, ['zanzibarova']);
	const wanted = new Set([...speaking, ...(await tablesOfPeople(one.url)), 'events']);
	expect([...given, ...Object.keys(NOT_HANDED_OUT)].toSorted()).toEqual([...wanted].toSorted());
	const silent = given.filter((table) => !JSON.stringify(tables[table]).includes('zanzibarova'));
	expect(silent.filter((table) => speaking.includes(table))).toEqual([]);
	expect(JSON.stringify(tables)).not.toContain('lindqvist');
});

test('whoever may read all of it on the team may hand it out, and that is written down; nobody else may', async () => {
	const keyWith = async (scopes: string[]) =>
		(await one.call('POST', '/api/v1/keys', { body: { name: 'some', scopes } })).body.token;
	const whole = await keyWith(['customers:read', 'conversations:read', 'questions:read']);
	const statuses = [whole, await keyWith(['customers:read', 'customers:write']), other.token].map(
		async (as) => (await exportOf(ann, as)).status,
	);
	expect(await Promise.all(statuses)).toEqual([200, 403, 404]);
	expect((await exportOf({ id: newId() })).status).toBe(404);
	const facts = one.app.database.db.selectFrom('events').select('actor').where('name', '=', 'customer.exported');
	expect((await facts.where('subject_id', '=', ann.id).execute()).map(({ actor }) => actor.kind)).toContain('key');
});

test('a person gets what every device of theirs wrote, a device that proved nothing its own alone', async () => {
	const proved = await proveOn(one, other, 'other@example.com');
	await one.call('POST', `/api/v1/customers/${proved.id}/merges`, { body: { from: ann.id, why: 'Same person' } });
	const subjects = async (id: string, as: string) =>
		(await exportOf({ id }, as)).body.tables.conversations.map(({ id: each }: Person) => each).toSorted();
	expect(await subjects(proved.id, proved.token)).toEqual([ann.conversation, other.conversation].toSorted());
	expect(await subjects(ann.id, ann.token)).toEqual([ann.conversation]);
});
