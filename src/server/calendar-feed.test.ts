import { afterAll, beforeAll, expect, test } from 'vitest';
import { SYSTEM } from '#core/access.ts';
import { bookVisit } from '#modules/bookings/index.ts';
import { HOME, openDepot } from '../../tests/support/field.ts';
import { type TestServer, testServer } from '../../tests/support/server.ts';

let one: TestServer;
let depot: Awaited<ReturnType<typeof openDepot>>;
beforeAll(async () => {
	one = await testServer({ clock: () => new Date('2026-11-20T01:00:00Z') });
	depot = await openDepot(one.app, { workers: 2, type: { names: { en: 'Maintenance' } } });
	const { body } = await one.call('POST', '/api/v1/sessions', { body: {}, as: null });
	const [worker = ''] = depot.workers;
	await one.app.transact((tx) =>
		bookVisit(tx, SYSTEM, {
			types: [depot.type],
			starts_at: new Date('2026-11-25T02:30:00Z'),
			at: HOME,
			note: 'Gate code 7\nann@example.com',
			customer: body.customer_id,
			workers: [worker],
		}),
	);
});
afterAll(() => one.stop());

const make = async (body: object) => (await one.call('POST', '/api/v1/calendar-feeds', { body })).body;
const feedOf = (token: string, headers: Record<string, string> = {}) =>
	fetch(`${one.origin}/calendars/${token}.ics`, { headers });

test('a worker’s calendar holds their visits, and says nothing new by 304', async () => {
	const [worker, idle] = depot.workers;
	const { token } = await make({ worker_id: worker });
	const reply = await feedOf(token);
	const text = await reply.text();
	expect(reply.headers.get('content-type')).toBe('text/calendar; charset=utf-8');
	expect(text).toContain('SUMMARY:Maintenance\r\n');
	expect(text).toContain('DTSTART:20261125T023000Z');
	expect(text).toContain('Gate code 7');
	expect(text).not.toContain('ann@');
	expect((await feedOf(token, { 'if-none-match': reply.headers.get('etag') ?? '' })).status).toBe(304);
	const { token: other } = await make({ worker_id: idle });
	expect(await (await feedOf(other)).text()).not.toContain('VEVENT');
	const { token: crew } = await make({ crew_id: depot.crew });
	expect(await (await feedOf(crew)).text()).toContain('VEVENT');
});

test('a token that was revoked, or made up, leads nowhere, and no list tells one', async () => {
	const { id, token } = await make({ crew_id: depot.crew });
	expect((await feedOf(token)).status).toBe(200);
	expect(JSON.stringify((await one.call('GET', '/api/v1/calendar-feeds')).body)).not.toContain(token);
	expect((await one.call('DELETE', `/api/v1/calendar-feeds/${id}`)).status).toBe(204);
	expect((await feedOf(token)).status).toBe(404);
	expect((await feedOf(`cal_${'a'.repeat(32)}`)).status).toBe(404);
	const { body: guest } = await one.call('POST', '/api/v1/sessions', { body: {}, as: null });
	const body = { crew_id: depot.crew };
	expect((await one.call('POST', '/api/v1/calendar-feeds', { body, as: guest.token })).status).toBe(401);
});
