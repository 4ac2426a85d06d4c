import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Actor, ANONYMOUS, SYSTEM, type Thing } from '#core/access.ts';
import { bookVisit } from '#modules/bookings/index.ts';
import { HOME, openDepot } from '../../../../tests/support/field.ts';
import { claimOn, type Device, newDevice, proveOn } from '../../../../tests/support/prove.ts';
import { type TestServer, testServer } from '../../../../tests/support/server.ts';
import { until } from '../../../../tests/support/until.ts';
import { customerOfToken } from '../queries.ts';
import { openLink, useLink } from './open-link.ts';
import { entryAddress, signEntry } from './sign-entry.ts';

// A Monday, eight in the morning at the depot.
const MONDAY = new Date('2026-06-01T01:00:00Z').getTime();
const HOUR_MS = 3_600_000;

let one: TestServer;
let time = MONDAY;
let type: string;
beforeAll(async () => {
	one = await testServer({ clock: () => new Date(time) });
	({ type } = await openDepot(one.app, { workers: 24, type: { code: 'maintenance' } }));
});
afterAll(() => one.stop());

let count = 0;
const freshAddress = () => `reader${count++}@example.com`;
const get = async ({ token: as }: Device, path: string) => (await one.call('GET', `/api/v1/${path}`, { as })).status;
const post = ({ token: as }: Device, path: string, body: object = {}) =>
	one.call('POST', `/api/v1/${path}`, { body, as });

const write = async (device: Device, text: string): Promise<string> =>
	(await post(device, 'conversations', { text, to: 'person' })).body.id;
const book = async ({ id: customer }: Device, hours: number): Promise<string> => {
	const wish = { types: [type], starts_at: new Date(MONDAY + hours * HOUR_MS), at: HOME, customer };
	return (await one.app.transact((tx) => bookVisit(tx, SYSTEM, wish))).id;
};

/** Somebody with two of each, who named an address. */
async function writer(email = freshAddress()) {
	const device = await newDevice(one);
	const identity = await claimOn(one, device, email);
	const both = async (make: () => Promise<string>) => [await make(), await make()] as const;
	let hours = 21;
	return {
		...device,
		email,
		identity,
		conversation: await both(() => write(device, 'It hums')),
		visit: await both(() => book(device, (hours += 4))),
		journey: await both(async () => (await post(device, 'journeys', { service: 'book-visit' })).body.id),
	};
}
type Writer = Awaited<ReturnType<typeof writer>>;

async function linkTo({ id, email }: { id: string; email: string }, about: Thing, end?: Date): Promise<string> {
	const { secrets } = one.app;
	const letter = {
		customer: id,
		email,
		about,
		lang: 'en',
		origin: 'https://help.example',
		secrets,
		...(end && { until: end }),
	};
	const address = await one.app.transact((tx) => entryAddress(tx, letter));
	return new URL(address ?? '').searchParams.get('t') ?? '';
}
const actorOn = async ({ token }: Device): Promise<Actor> =>
	(await customerOfToken(one.app.database.db, token, one.app.clock())) ?? ANONYMOUS;
const use = async (token: string, device: Device) => {
	const actor = await actorOn(device);
	return one.app.transact((tx) => useLink(tx, actor, { token, secrets: one.app.secrets }));
};
const look = (token: string) => openLink(one.app.database.db, one.app.secrets, token, one.app.clock());

/** A device on which somebody pressed the button of a link to the first of what a writer has. */
async function readerOf(ann: Writer, kind: Thing['type']) {
	const device = await newDevice(one);
	expect(await use(await linkTo(ann, { type: kind, id: ann[kind][0] }), device)).toMatchObject({ ok: true });
	// Who holds a token is remembered for a moment.
	await until(async () => (await get(device, `${kind}s/${ann[kind][0]}`)) === 200, 5_000);
	return device;
}

/** What a device may read of all that a writer has. */
async function readable(device: Device, ann: Writer) {
	const all = (['conversation', 'visit', 'journey'] as const).flatMap((kind) =>
		ann[kind].map((id, i) => [`${kind} ${i}`, `${kind}s/${id}`] as const),
	);
	const found: string[] = [];
	for (const [name, path] of all) if ((await get(device, path)) === 200) found.push(name);
	return found;
}

test.each(['conversation', 'visit', 'journey'] as const)('a link to a %s opens that and nothing else', async (kind) => {
	const ann = await writer();
	const before = await newDevice(one);
	expect(await readable(before, ann)).toEqual([]);
	const reader = await readerOf(ann, kind);
	expect(await readable(reader, ann)).toEqual([`${kind} 0`]);
	expect((await one.call('GET', '/api/v1/me/items', { as: reader.token })).body.items).toEqual([]);
	expect((await one.call('GET', '/api/v1/identities', { as: reader.token })).body.items).toEqual([]);
	for (const path of [`customers/${ann.id}/export`, `conversations/${ann.conversation[1]}/messages`])
		expect(await get(reader, path)).toBe(404);
	// It shows nothing of who they are.
	expect((await actorOn(reader)).assurance).toBe('anonymous');
	expect((await one.call('GET', `/api/v1/customers/${ann.id}`)).body).toMatchObject({
		merges: [],
		identities: [{ level: 'claimed' }],
	});
});

test('in a conversation they read and write as the customer, but neither change what was said nor where it is answered', async () => {
	const ann = await writer();
	const [id] = ann.conversation;
	const reader = await readerOf(ann, 'conversation');
	expect((await post(reader, `conversations/${id}/messages`, { text: 'From my other phone' })).status).toBe(201);
	const { messages } = (await one.call('GET', `/api/v1/conversations/${id}`, { as: ann.token })).body;
	expect(messages.filter(({ author }: { author: string }) => author === 'customer')).toHaveLength(2);
	const call = (method: string, path: string, body: object) =>
		one.call(method, `/api/v1/conversations/${id}/${path}`, { body, as: reader.token });
	expect((await call('PATCH', `messages/${messages[0].id}`, { text: 'Not so' })).status).toBe(403);
	expect((await call('PUT', 'email', { email: 'me@example.com' })).status).toBe(403);
});

test('a visit they move and call off, by the API and by the services, which offer no other', async () => {
	const ann = await writer();
	const [id] = ann.visit;
	const reader = await readerOf(ann, 'visit');
	const { items } = (await one.call('GET', `/api/v1/visits/${id}/slots?limit=1`, { as: reader.token })).body;
	expect((await post(reader, `visits/${id}/move`, { starts_at: items[0].starts_at })).status).toBe(200);
	const { body } = await post(reader, 'journeys', { service: 'cancel-visit' });
	expect(body.answers).toMatchObject([{ name: 'visit', raw: id }]);
	await post(reader, `journeys/${body.id}/submit`, { answers: { why: null } });
	expect((await one.call('GET', `/api/v1/visits/${id}`, { as: ann.token })).body.state).toBe('cancelled');
	expect((await post(reader, `visits/${ann.visit[1]}/cancel`)).status).toBe(404);
});

test('who goes on with a journey by a link or by its code keeps a time in it and books, for whom it is', async () => {
	const ann = await writer();
	const byCode = await newDevice(one);
	const { body: second } = await one.call('GET', `/api/v1/journeys/${ann.journey[1]}`, { as: ann.token });
	await post(byCode, 'journeys/resumption', { code: second.code });
	const devices = [await readerOf(ann, 'journey'), byCode];
	for (const [i, device] of devices.entries()) {
		const at = `journeys/${ann.journey[i]}`;
		const { body: slots } = await post(device, 'slots/search', { types: [type], at: HOME, limit: 40 });
		const answers = { types: ['maintenance'], place: HOME, people: 1, slot: slots.items[30].starts_at };
		for (const [name, value] of Object.entries({ ...answers, phone: '+84 912 345 678', email: null, note: null }))
			await post(device, `${at}/answers`, { name, value });
		const { body } = await post(device, `${at}/submit`);
		expect(body).toMatchObject({ state: 'done', result: { about: { type: 'visit' } } });
		expect(await get(ann, `visits/${body.result.about.id}`)).toBe(200);
		expect((await post(device, `${at}/undo`)).body.state).toBe('undone');
	}
});

test('to look at a link changes nothing, and it works until it runs out, as does what it opened', async () => {
	const ann = await writer();
	const about = { type: 'visit', id: ann.visit[0] } as const;
	const [week, month] = [await linkTo(ann, about), await linkTo(ann, about, new Date(MONDAY + 700 * HOUR_MS))];
	expect(await look(week)).toMatchObject({ ok: true, about, email: ann.email });
	const reader = await readerOf(ann, 'visit');
	time = MONDAY + 8 * 24 * HOUR_MS;
	expect(await use(week, await newDevice(one))).toEqual({ ok: false, why: 'expired', about });
	expect((await actorOn(reader)).opens).toBeUndefined();
	expect(await use(month, reader)).toMatchObject({ ok: true });
	expect((await actorOn(reader)).opens).toEqual([about]);
	time = MONDAY;
});

test('whoever it belongs to goes on as who they are', async () => {
	const ann = await proveOn(one, await newDevice(one), freshAddress());
	const [{ value: email }] = (await one.call('GET', '/api/v1/identities', { as: ann.token })).body.items;
	const about = { type: 'conversation', id: await write(ann, 'Hello') } as const;
	expect(await use(await linkTo({ id: ann.id, email }, about), ann)).toMatchObject({ ok: true });
	expect(await actorOn(ann)).not.toHaveProperty('opens');
});

test('a link that we did not sign, or of an address that is gone, opens nothing, and what it had opened is closed', async () => {
	const ann = await writer();
	const link = await linkTo(ann, { type: 'visit', id: ann.visit[0] });
	const [text = '', signature = ''] = link.split('.');
	const [customer, identity, kind, , expires] = JSON.parse(Buffer.from(text, 'base64url').toString());
	const other = JSON.stringify([customer, identity, kind, ann.visit[1], expires]);
	const odd = [
		`${Buffer.from(other).toString('base64url')}.${signature}`,
		`${text}.${one.app.secrets.sign('mailbox', text)}`,
		`${text}.`,
		text,
		`${link}.x`,
		'x'.repeat(100_000),
		'',
	];
	const device = await newDevice(one);
	for (const token of odd) expect(await use(token, device)).toEqual({ ok: false, why: 'wrong' });
	const stranger = await writer();
	const about = { type: 'visit', id: stranger.visit[0] } as const;
	const crossed = { customer: stranger.id, identity: ann.identity, about, expires: new Date(MONDAY + HOUR_MS) };
	expect(await use(signEntry(one.app.secrets, crossed), device)).toMatchObject({ ok: false, why: 'expired' });
	const reader = await readerOf(ann, 'visit');
	await one.call('DELETE', `/api/v1/identities/${ann.identity}`, { as: ann.token });
	expect(await use(link, device)).toMatchObject({ ok: false, why: 'expired' });
	expect(await actorOn(reader)).not.toHaveProperty('opens');
});
