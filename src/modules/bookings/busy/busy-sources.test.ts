import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { HOME, openDepot } from '../../../../tests/support/field.ts';
import { type TestServer, testServer } from '../../../../tests/support/server.ts';
import { newDevice } from '../../../../tests/support/prove.ts';
import { fetchBusy } from './fetch-busy.ts';

// A Monday, eight in the morning at the depot.
const MONDAY = new Date('2026-06-01T01:00:00Z');

let elsewhere: Server;
let calendar: { status: number; ics: string };
let one: TestServer;
let depot: Awaited<ReturnType<typeof openDepot>>;
let url = '';

beforeAll(async () => {
	elsewhere = createServer((_, response) => response.writeHead(calendar.status).end(calendar.ics)).listen(
		0,
		'127.0.0.1',
	);
	await once(elsewhere, 'listening');
	const host = `127.0.0.1:${(elsewhere.address() as AddressInfo).port}`;
	url = `http://${host}/private-7f3a/basic.ics`;
	one = await testServer({ clock: () => MONDAY, env: { FETCH_PRIVATE_HOSTS: host } });
	depot = await openDepot(one.app);
});
afterAll(async () => {
	await one.stop();
	elsewhere.closeAllConnections();
	elsewhere.close();
});

const busyAt = (start: string, end: string) => ({
	status: 200,
	ics: `BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:1\r\nSUMMARY:Dentist\r\nDTSTART:${start}\r\nDTEND:${end}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n`,
});
const TUESDAY = { from: '2026-06-02T01:00:00Z', until: '2026-06-02T10:00:00Z' };
const times = async () => {
	const { body } = await one.call('POST', '/api/v1/slots/search', {
		body: { types: [depot.type], at: HOME, ...TUESDAY },
	});
	return (body.items as { starts_at: string }[]).map(({ starts_at }) => starts_at.slice(11, 16));
};
const add = (more = {}) =>
	one.call('POST', '/api/v1/busy-sources', { body: { worker_id: depot.workers[0], url, ...more } });
const listed = async () => (await one.call('GET', '/api/v1/busy-sources')).body.items;

test('nobody is offered while their own calendar says busy, and what it said holds when it cannot be read', async () => {
	expect(await times()).toContain('03:00');
	calendar = busyAt('20260602T020000Z', '20260602T070000Z');
	const { status, body } = await add();
	expect(status).toBe(201);
	await fetchBusy(one.app, body.id);
	// Nobody knows where they are meanwhile: half an hour on the road before and after.
	expect(await times()).toEqual(['07:30', '08:00', '08:30', '09:00']);
	const [source] = await listed();
	expect(source).toEqual({
		id: body.id,
		worker_id: depot.workers[0],
		host: new URL(url).host,
		created_at: MONDAY.toISOString(),
		fetched_at: MONDAY.toISOString(),
		fault: null,
	});

	calendar = { status: 500, ics: '' };
	await fetchBusy(one.app, body.id);
	expect((await listed())[0]).toMatchObject({ fault: 'status', fetched_at: MONDAY.toISOString() });
	calendar = { status: 200, ics: '<html>Sign in</html>' };
	await fetchBusy(one.app, body.id);
	expect((await listed())[0]).toMatchObject({ fault: 'no_calendar' });
	expect(await times()).not.toContain('03:00');

	calendar = busyAt('20260602T070000Z', '20260602T080000Z');
	await fetchBusy(one.app, body.id);
	expect((await listed())[0]).toMatchObject({ fault: null });
	expect(await times()).toContain('03:00');

	expect((await one.call('DELETE', `/api/v1/busy-sources/${body.id}`)).status).toBe(204);
	expect(await times()).toContain('07:00');
	await fetchBusy(one.app, body.id);
	expect(await times()).toContain('07:00');
});

test('a visit at which somebody has become busy is listed', async () => {
	const device = await newDevice(one);
	const booking = { customer_id: device.id, types: [depot.type], starts_at: '2026-06-03T03:00:00Z', at: HOME };
	const visit = await one.call('POST', '/api/v1/visits', { body: booking });
	expect(visit.status).toBe(201);
	expect((await one.call('GET', '/api/v1/visit-clashes')).body.items).toEqual([]);
	calendar = busyAt('20260603T033000Z', '20260603T043000Z');
	const { body } = await add();
	await fetchBusy(one.app, body.id);
	const clashes = await one.call('GET', '/api/v1/visit-clashes');
	expect(clashes.body.items).toEqual([
		{
			visit_id: visit.body.id,
			code: visit.body.code,
			starts_at: '2026-06-03T03:00:00.000Z',
			ends_at: '2026-06-03T04:00:00.000Z',
			worker: { id: depot.workers[0], name: expect.any(String) },
			busy_from: '2026-06-03T03:30:00.000Z',
			busy_until: '2026-06-03T04:30:00.000Z',
		},
	]);
});

test('an address that is none, somebody unknown and a sixth calendar are refused, and so is whoever may not arrange', async () => {
	const refusal = async (more: object) => (await add(more)).body.errors?.[0];
	expect(await refusal({ url: 'ftp://example.org/a.ics' })).toMatchObject({ path: 'url', code: 'not_an_address' });
	expect(await refusal({ worker_id: depot.type })).toMatchObject({ path: 'worker_id', code: 'not_found' });
	for (let have = (await listed()).length; have < 5; have++) expect((await add()).status).toBe(201);
	expect(await refusal({ url: 'webcal://example.org/a.ics' })).toMatchObject({ path: 'worker_id', code: 'too_many' });
	const { token } = await newDevice(one);
	const paths = [
		['GET', ''],
		['POST', ''],
		['POST', `/${depot.type}/fetch`],
		['DELETE', `/${depot.type}`],
	] as const;
	for (const [method, rest] of paths) {
		const body = method === 'POST' && rest === '' ? { worker_id: depot.workers[0], url } : undefined;
		expect((await one.call(method, `/api/v1/busy-sources${rest}`, { as: token, body })).status).toBe(401);
	}
	expect((await one.call('GET', '/api/v1/visit-clashes', { as: token })).status).toBe(401);
	expect((await one.call('POST', `/api/v1/busy-sources/${depot.type}/fetch`)).status).toBe(404);
});

test('a calendar in a private network is not asked unless it is let in', async () => {
	const [first] = await listed();
	await one.call('DELETE', `/api/v1/busy-sources/${first.id}`);
	const { body } = await add({ url: 'https://127.0.0.1:1/a.ics' });
	await fetchBusy(one.app, body.id);
	expect((await listed()).find(({ id }: { id: string }) => id === body.id)).toMatchObject({
		fault: 'refused',
		fetched_at: null,
	});
});
