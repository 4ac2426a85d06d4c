import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Actor, ANONYMOUS } from '#core/access.ts';
import { claimOn, type Device, newDevice, proveOn } from '../../../../tests/support/prove.ts';
import { type TestServer, testServer } from '../../../../tests/support/server.ts';
import { customerOfToken } from '../queries.ts';
import { enterByLink, openLink } from './enter-by-link.ts';
import { entryAddress, signEntry } from './sign-entry.ts';

let one: TestServer;
let ahead = 0;
beforeAll(async () => {
	one = await testServer({ clock: () => new Date(Date.now() + ahead) });
});
afterAll(() => one.stop());

const PATH = '/en/contact/1';
let count = 0;
const freshAddress = () => `reader${count++}@example.com`;

/** Somebody who wrote with an address, and the link in the mail they got. */
async function writer(email = freshAddress()) {
	const device = await newDevice(one);
	const identity = await claimOn(one, device, email);
	const { secrets } = one.app;
	const letter = { customer: device.id, email, path: PATH, lang: 'en', origin: 'https://help.example', secrets };
	const address = await one.app.transact((tx) => entryAddress(tx, letter));
	return { ...device, email, identity, link: new URL(address ?? '').searchParams.get('t') ?? '' };
}
const actorOn = async ({ token }: Device) =>
	(await customerOfToken(one.app.database.db, token, one.app.clock())) ?? ANONYMOUS;
const enter = (token: string, actor: Actor = ANONYMOUS) =>
	one.app.transact((tx) => enterByLink(tx, actor, { token, secrets: one.app.secrets }));
const whoseIs = async (token: string, actor?: Actor) => {
	const entered = await enter(token, actor);
	return entered.ok ? entered.session?.actor : undefined;
};
const look = (token: string) => openLink(one.app.database.db, one.app.secrets, token, one.app.clock());
const mergesInto = async (id: string) => (await one.call('GET', `/api/v1/customers/${id}`)).body.merges;

test('to look at a link changes nothing; the button proves the address, on any device, until it runs out', async () => {
	const { id, link, token, email } = await writer();
	expect(await look(link)).toMatchObject({ ok: true, path: PATH, email });
	const level = async () => (await one.call('GET', `/api/v1/customers/${id}`)).body.identities[0].level;
	expect(await level()).toBe('claimed');
	const [laptop, phone] = [await whoseIs(link), await whoseIs(link)];
	expect([laptop, phone]).toMatchObject([
		{ id, assurance: 'verified' },
		{ id, assurance: 'verified' },
	]);
	expect(await level()).toBe('verified');
	expect(await actorOn({ id, token })).toBe(ANONYMOUS);
	expect(await enter(link, laptop)).toEqual({ ok: true, path: PATH });
	ahead = 7 * 86_400_000 + 1_000;
	expect(await enter(link)).toEqual({ ok: false, why: 'expired', path: PATH });
	ahead = 0;
});

test('who wrote with an address that somebody proved before is that person from then on', async () => {
	const known = await proveOn(one, await newDevice(one), freshAddress());
	const [{ value }] = (await one.call('GET', '/api/v1/identities', { as: known.token })).body.items;
	const wrote = await writer(value);
	expect(await whoseIs(wrote.link)).toMatchObject({ id: known.id, also: [wrote.id] });
	expect(await mergesInto(known.id)).toMatchObject([{ from_id: wrote.id, why: 'link' }]);
});

test('what was done on the device before is theirs, unless another address was named on it or proved', async () => {
	const wrote = await writer();
	const plain = await newDevice(one);
	await enter(wrote.link, await actorOn(plain));
	const colleague = await newDevice(one);
	await claimOn(one, colleague, freshAddress());
	await enter(wrote.link, await actorOn(colleague));
	const other = await proveOn(one, await newDevice(one), freshAddress());
	expect(await whoseIs(wrote.link, await actorOn(other))).toMatchObject({ id: wrote.id });
	expect((await mergesInto(wrote.id)).map(({ from_id }: { from_id: string }) => from_id)).toEqual([plain.id]);
});

test('a link that we did not sign, or of an address that is gone, opens nothing', async () => {
	const wrote = await writer();
	const [text = '', signature = ''] = wrote.link.split('.');
	const [customer, identity, , expires] = JSON.parse(Buffer.from(text, 'base64url').toString());
	const forged = Buffer.from(JSON.stringify([customer, identity, '/en/you', expires])).toString('base64url');
	const others = [
		`${forged}.${signature}`,
		`${text}.${one.app.secrets.sign('mailbox', text)}`,
		`${text}.`,
		text,
		`${wrote.link}.x`,
		'x'.repeat(100_000),
		'',
	];
	for (const token of others) expect(await enter(token)).toEqual({ ok: false, why: 'wrong' });
	const stranger = await writer();
	const crossed = {
		customer: stranger.id,
		identity: wrote.identity,
		path: PATH,
		expires: new Date(Date.now() + 1_000),
	};
	expect(await enter(signEntry(one.app.secrets, crossed))).toMatchObject({ ok: false, why: 'expired' });
	await one.call('DELETE', `/api/v1/identities/${wrote.identity}`, { as: wrote.token });
	expect(await enter(wrote.link)).toMatchObject({ ok: false, why: 'expired' });
	await one.call('DELETE', `/api/v1/customers/${stranger.id}`);
	expect(await enter(stranger.link)).toMatchObject({ ok: false, why: 'expired' });
});
