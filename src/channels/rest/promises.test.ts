import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '#core/ids.ts';
import { promiseResponse } from '#modules/promises/index.ts';
import { type TestMember, testMember } from '../../../tests/support/member.ts';
import { type TestServer, testServer } from '../../../tests/support/server.ts';

let one: TestServer;
let agent: TestMember;
let time = new Date('2026-01-12T08:00:00Z');

beforeAll(async () => {
	one = await testServer({ clock: () => time });
	agent = await testMember(one, 'agent');
});
afterAll(() => one.stop());

const DAY = [
	{ from: '13:30', to: '17:30' },
	{ from: '09:00', to: '12:30' },
];
const calendar = {
	name: 'Workshop',
	zone: 'Asia/Bangkok',
	week: [DAY, DAY, DAY, DAY, DAY, [], []],
	exceptions: [{ day: '2026-01-13', name: 'Stocktaking', shifts: [] }],
};

test('a new installation answers within four hours of weekdays from nine to five', async () => {
	const { items } = (await one.call('GET', '/api/v1/calendars')).body;
	expect(items).toMatchObject([{ name: '', zone: null, exceptions: [] }]);
	expect(items[0].week.map((day: unknown[]) => day.length)).toEqual([1, 1, 1, 1, 1, 0, 0]);
	const rules = (await one.call('GET', '/api/v1/promise-rules')).body.items;
	expect(rules).toMatchObject([{ kind: 'first_response', minutes: 240, calendar_id: items[0].id, active: true }]);
	const { body } = await agent.call('GET', '/api/v1/promise-rules/preview?at=2026-01-16T15:00:00Z&topics=oil,%20fault');
	expect(body.items).toMatchObject([
		{
			kind: 'first_response',
			due_at: '2026-01-19T11:00:00.000Z',
			open: true,
			ladder: [{ at: '2026-01-19T10:00:00.000Z' }],
		},
	]);
});

test('an owner makes calendars and rules, orders them and takes them away; a calendar that a rule counts by stays', async () => {
	const made = await one.call('POST', '/api/v1/calendars', { body: calendar });
	expect(made.status).toBe(201);
	const place = `/api/v1/calendars/${made.body.id}`;
	const { body: read } = await one.call('GET', place);
	expect(read).toEqual({ id: made.body.id, ...calendar, week: calendar.week.map((day) => day.toReversed()) });
	expect((await one.call('POST', '/api/v1/calendars', { body: calendar })).body.errors).toMatchObject([
		{ path: 'name', code: 'taken' },
	]);
	const rule = { kind: 'next_response', minutes: 60, calendar_id: made.body.id, channels: ['web', 'web'] };
	const tooLate = await one.call('POST', '/api/v1/promise-rules', {
		body: { ...rule, ladder: [{ after: 60, tell: 'team' }] },
	});
	expect([tooLate.status, tooLate.body.errors[0].path]).toEqual([422, 'ladder']);
	const { body: second } = await one.call('POST', '/api/v1/promise-rules', { body: rule });
	expect((await one.call('DELETE', place)).status).toBe(409);
	const ids = async () =>
		(await one.call('GET', '/api/v1/promise-rules')).body.items.map(({ id }: { id: string }) => id);
	const before = await ids();
	expect(before.at(-1)).toBe(second.id);
	const order = (list: string[]) => one.call('PUT', '/api/v1/promise-rules/order', { body: { ids: list } });
	expect((await order(before.toReversed())).status).toBe(204);
	expect(await ids()).toEqual(before.toReversed());
	expect((await order(before.slice(1))).status).toBe(409);
	const changed = { ...rule, minutes: 90, active: false };
	expect((await one.call('PUT', `/api/v1/promise-rules/${second.id}`, { body: changed })).status).toBe(204);
	expect((await one.call('DELETE', `/api/v1/promise-rules/${second.id}`)).status).toBe(204);
	expect((await one.call('DELETE', place)).status).toBe(204);
	expect((await one.call('POST', `/api/v1/promise-rules/${second.id}/return`)).status).toBe(409);
	expect((await one.call('POST', `${place}/return`)).status).toBe(204);
	expect((await one.call('POST', `/api/v1/promise-rules/${second.id}/return`)).status).toBe(204);
	expect((await one.call('GET', '/api/v1/promise-rules')).body.items[0]).toMatchObject({
		id: second.id,
		minutes: 90,
		channels: ['web'],
		active: false,
	});
	expect((await one.call('PUT', place, { body: { ...calendar, zone: 'Mars/Olympus' } })).status).toBe(422);
	expect((await one.call('PUT', place, { body: { ...calendar, week: [] } })).status).toBe(422);
});

test('an agent promises a call, keeps it, takes another back, and says why one was broken', async () => {
	const subject = { subject_type: 'conversation', subject_id: newId() };
	const call = { kind: 'call_back', ...subject, due_at: '2026-01-12T09:00:00+00:00', note: 'Ask for Ann' };
	const post = async (body: object) => (await agent.call('POST', '/api/v1/promises', { body })).body;
	const [kept, dropped, missed] = [await post(call), await post(call), await post(call)];
	const act = async (id: string, what: string) => (await agent.call('POST', `/api/v1/promises/${id}/${what}`)).status;
	expect([await act(kept.id, 'keep'), await act(dropped.id, 'cancel'), await act(newId(), 'keep')]).toEqual([
		204, 204, 404,
	]);
	const explain = (id: string, body: object) => agent.call('PUT', `/api/v1/promises/${id}/explanation`, { body });
	expect((await explain(missed.id, { reason: 'too_busy' })).status).toBe(409);
	time = new Date('2026-01-12T10:00:00Z');
	expect([await act(missed.id, 'keep'), await act(kept.id, 'cancel')]).toEqual([204, 409]);
	const list = async (query: string) =>
		(await agent.call('GET', `/api/v1/promises?subject_id=${subject.subject_id}${query}`)).body.items;
	expect(await list('&unexplained=true')).toMatchObject([
		{ id: missed.id, state: 'broken', broken_at: '2026-01-12T09:00:00.000Z' },
	]);
	expect((await explain(missed.id, { reason: 'nobody_took_it' })).status).toBe(422);
	expect((await explain(missed.id, { reason: 'too_busy', note: 'Three calls at once' })).status).toBe(204);
	expect(await list('&unexplained=true')).toEqual([]);
	expect(await list('&state=broken')).toMatchObject([{ reason: 'too_busy', note: 'Three calls at once' }]);
	const { body: report } = await agent.call('GET', '/api/v1/promises/report?from=2026-01-12&to=2026-01-12');
	expect(report.total).toMatchObject({ kept: 1, broken: 1, cancelled: 1, hit_rate: 0.5 });
	expect(report.query.text).toContain('from promises');
	expect((await agent.call('GET', '/api/v1/promises/report?from=2026-01-12&to=2026-01-01')).status).toBe(422);
	const paged = await agent.call('GET', `/api/v1/promises?limit=1&subject_id=${subject.subject_id}`);
	expect(paged.body.next_cursor).toBe(paged.body.items[0].id);
});

test('a customer sees and changes nothing of it, with whatever id', async () => {
	const { body: session } = await one.call('POST', '/api/v1/sessions', { body: {}, as: null });
	const subject = { type: 'conversation', id: newId() };
	const visitor = { kind: 'customer', id: session.customer_id, assurance: 'anonymous', scopes: [] } as const;
	const waits = { subject, customer: visitor.id, channel: 'web', lang: 'en', topics: [], groups: [] };
	const [theirs] = await one.app.transact((tx) => promiseResponse(tx, visitor, waits));
	const explanation = { reason: 'other', note: 'none' };
	for (const [method, path, body] of [
		['GET', '/promises'],
		['GET', `/promises/${theirs?.id}`],
		['GET', '/promises/report'],
		['POST', `/promises/${theirs?.id}/keep`],
		['POST', `/promises/${theirs?.id}/cancel`],
		['PUT', `/promises/${theirs?.id}/explanation`, explanation],
		['GET', '/promise-rules'],
		['GET', '/calendars'],
	] as const) {
		const reply = await one.call(method, `/api/v1${path}`, { as: session.token, ...(body && { body }) });
		expect([path, reply.status]).toEqual([path, 401]);
	}
	expect((await one.call('GET', `/api/v1/promises/${theirs?.id}`)).body).toMatchObject({ state: 'running' });
});

test('an agent sets no rules', async () => {
	for (const path of ['/calendars', '/promise-rules'])
		expect((await agent.call('POST', `/api/v1${path}`, { body: {} })).status).toBe(403);
});
