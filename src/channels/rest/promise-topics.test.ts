import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { newId } from '#core/ids.ts';
import { type TestMember, testMember } from '../../../tests/support/member.ts';
import { type TestServer, testServer } from '../../../tests/support/server.ts';
import { until } from '../../../tests/support/until.ts';

const START = new Date('2026-01-12T08:00:00Z');
let one: TestServer;
let agent: TestMember;
let time = START;
let fault: string;
let order: string;

const ruleOf = async (rest: object) =>
	(await one.call('POST', '/api/v1/promise-rules', { body: { kind: 'first_response', ...rest } })).body.id as string;
const tagCalled = async (name: string) =>
	(await one.call('POST', '/api/v1/tags', { body: { name, colour: '#aa3300' } })).body.id as string;

beforeAll(async () => {
	one = await testServer({ clock: () => time, env: { ROLES: 'web,worker' } });
	agent = await testMember(one, 'agent');
	[fault, order] = [await tagCalled('Fault'), await tagCalled('Order')];
	for (const { id } of (await one.call('GET', '/api/v1/promise-rules')).body.items)
		await one.call('DELETE', `/api/v1/promise-rules/${id}`);
	await ruleOf({ minutes: 60, topics: [fault], ladder: [{ after: 30, tell: 'team' }] });
	await ruleOf({ minutes: 480, topics: [order] });
	await ruleOf({ minutes: 120, groups: ['Contract'] });
	await ruleOf({ minutes: 240 });
});
afterAll(() => one.stop());
beforeEach(() => {
	time = START;
});

const later = (minutes: number) => {
	time = new Date(time.getTime() + minutes * 60_000);
};
const newVisitor = async () => (await one.call('POST', '/api/v1/sessions', { body: {} })).body.token as string;
const write = async (by?: string) => {
	const as = by ?? (await newVisitor());
	const body = { text: 'It leaks', to: 'person', lang: 'en' };
	const { id } = (await one.call('POST', '/api/v1/conversations', { body, as })).body;
	const seen = async () => {
		const { promises, messages } = (await one.call('GET', `/api/v1/conversations/${id}`, { as })).body;
		type Message = { notice?: { code: string; reason?: string; until?: string } };
		return {
			due: promises.map((promise: { due_at: string }) => promise.due_at.slice(11, 16)),
			promise: promises[0]?.id as string,
			told: messages.flatMap(({ notice }: Message) =>
				notice?.code === 'answer_moved' ? [[notice.reason, notice.until?.slice(11, 16)]] : [],
			),
		};
	};
	const tag = (which: string, method = 'PUT') => agent.call(method, `/api/v1/conversations/${id}/tags/${which}`);
	const whole = (await agent.call('GET', `/api/v1/conversations/${id}`)).body;
	return { id: id as string, as, customer: whole.customer_id as string, seen, tag };
};

test('a tag that a rule is for tightens the clock from then on, and the customer reads why', async () => {
	const { seen, tag } = await write();
	expect(await seen()).toMatchObject({ due: ['12:00'], told: [] });
	later(90);
	await tag(fault);
	expect(await seen()).toMatchObject({ due: ['10:30'], told: [['topic', '10:30']] });
	await tag(fault);
	later(10);
	await tag(fault, 'DELETE');
	expect(await seen()).toMatchObject({ due: ['12:00'], told: [['topic', '10:30'], ['topic', '12:00']] }); // prettier-ignore
});

test('a rule that gives more time counts from the beginning, and one that gains the customer nothing changes nothing', async () => {
	const { seen, tag } = await write();
	later(200);
	await tag(fault);
	expect(await seen()).toMatchObject({ due: ['12:00'], told: [] });
	await tag(fault, 'DELETE');
	await tag(order);
	expect(await seen()).toMatchObject({ due: ['16:00'], told: [['topic', '16:00']] });
});

test('what was answered, or is late already, stays as it was', async () => {
	const [answered, late] = [await write(), await write()];
	later(5);
	await agent.call('POST', `/api/v1/conversations/${answered.id}/messages`, { body: { text: 'On our way' } });
	later(300);
	for (const { seen, tag } of [answered, late]) {
		await tag(order);
		expect(await seen()).toMatchObject({ due: ['12:00'], told: [] });
	}
});

test('a macro tags as a hand does, and the preview says what is promised about a topic', async () => {
	const { id, seen } = await write();
	const steps = [{ kind: 'tag', tag_id: fault }];
	const { body: macro } = await one.call('POST', '/api/v1/macros', {
		body: { title: 'Urgent', steps, is_shared: true },
	});
	const run = await agent.call('POST', `/api/v1/macros/${macro.id}/runs`, { body: { conversation_ids: [id] } });
	expect(run.body.results).toMatchObject([{ result: 'done' }]);
	expect((await seen()).due).toEqual(['09:00']);
	const fits = async (query: string) =>
		(await agent.call('GET', `/api/v1/promise-rules/preview?${query}`)).body.items[0].due_at.slice(11, 16);
	expect([await fits(`topics=${order}`), await fits('')]).toEqual(['16:00', '12:00']);
});

test('what is promised by hand goes by the rule of its topic as well', async () => {
	await ruleOf({ kind: 'call_back', minutes: 30, topics: [fault] });
	await ruleOf({ kind: 'call_back', minutes: 90 });
	const { id, tag } = await write();
	const promise = async () => {
		const body = { kind: 'call_back', subject_type: 'conversation', subject_id: id };
		return (await agent.call('POST', '/api/v1/promises', { body })).body.due_at.slice(11, 16);
	};
	expect(await promise()).toBe('09:30');
	await tag(fault);
	expect(await promise()).toBe('08:30');
});

const group = (id: string, groups: string[], as = one.key) =>
	one.call('PUT', `/api/v1/customers/${id}/groups`, { body: { groups }, as });

test('a group that a rule is for gives its customers another clock, also for what they wait for already', async () => {
	const { as, customer, id, seen } = await write();
	expect((await seen()).due).toEqual(['12:00']);
	later(10);
	expect((await group(customer, ['dealer', 'contract', 'Contract'])).status).toBe(204);
	await until(async () => (await seen()).told.length > 0, 5_000);
	expect(await seen()).toMatchObject({ due: ['10:10'], told: [['group', '10:10']] });
	const next = await write(as);
	expect((await next.seen()).due).toEqual(['10:10']);
	const { body: read } = await one.call('GET', `/api/v1/customers/${customer}`);
	expect(read.groups).toEqual(['contract', 'dealer']);
	expect((await agent.call('GET', `/api/v1/conversations/${id}`)).body.groups).toEqual(read.groups);
	expect((await one.call('GET', `/api/v1/conversations/${id}`, { as })).body.groups).toEqual([]);
});

test('who turns out to be somebody of such a group waits by its clock, and by their own again once they are two', async () => {
	const [known, other] = [await write(), await write()];
	await group(known.customer, ['Contract']);
	await until(async () => (await known.seen()).told.length > 0, 5_000);
	expect((await other.seen()).told).toEqual([]);
	later(10);
	const merges = `/api/v1/customers/${known.customer}/merges`;
	const { body: merge } = await one.call('POST', merges, { body: { from: other.customer, why: 'They said so' } });
	await until(async () => (await other.seen()).told.length > 0, 5_000);
	expect(await other.seen()).toMatchObject({ due: ['10:10'], told: [['group', '10:10']] });
	expect((await one.call('DELETE', `${merges}/${merge.id}`)).status).toBe(204);
	await until(async () => (await other.seen()).told.length > 1, 5_000);
	expect(await other.seen()).toMatchObject({ due: ['12:00'], told: [['group', '10:10'], ['group', '12:00']] }); // prettier-ignore
	expect(await known.seen()).toMatchObject({ due: ['10:00'], told: [['group', '10:00']] });
});

test('a tag that is removed everywhere tightens no clock any more, but what is closed stays as it is', async () => {
	const gone = await tagCalled('Recall');
	const { body: rule } = await one.call('POST', '/api/v1/promise-rules', {
		body: { kind: 'first_response', minutes: 30, topics: [gone] },
	});
	const { items } = (await one.call('GET', '/api/v1/promise-rules')).body;
	const others = items.map(({ id }: { id: string }) => id).filter((id: string) => id !== rule.id);
	await one.call('PUT', '/api/v1/promise-rules/order', { body: { ids: [rule.id, ...others] } });
	const [waits, alsoFault, closed] = [await write(), await write(), await write()];
	for (const { tag } of [waits, alsoFault, closed]) await tag(gone);
	await alsoFault.tag(fault);
	await agent.call('PUT', `/api/v1/conversations/${closed.id}/closing`);
	for (const { seen } of [waits, alsoFault]) expect((await seen()).due).toEqual(['08:30']);
	later(10);
	expect((await one.call('DELETE', `/api/v1/tags/${gone}`)).status).toBe(204);
	for (const { seen } of [waits, alsoFault]) await until(async () => (await seen()).told.length > 1, 5_000);
	expect(await waits.seen()).toMatchObject({ due: ['12:00'], told: [['topic', '08:30'], ['topic', '12:00']] }); // prettier-ignore
	expect(await alsoFault.seen()).toMatchObject({ due: ['09:00'], told: [['topic', '08:30'], ['topic', '09:00']] }); // prettier-ignore
	expect((await closed.seen()).told).toEqual([['topic', '08:30']]);
});

test('only whoever may change customers says to which groups they belong', async () => {
	const { as, customer } = await write();
	expect((await group(customer, ['Contract'], as)).status).toBe(401);
	expect((await group(newId(), ['Contract'])).status).toBe(404);
	expect((await group(customer, ['x'.repeat(61)])).status).toBe(422);
	await group(customer, ['Contract']);
	await one.call('DELETE', `/api/v1/customers/${customer}`);
	expect((await group(customer, ['Contract'])).status).toBe(404);
	expect((await one.call('GET', `/api/v1/customers/${customer}`)).body.groups).toEqual([]);
});
