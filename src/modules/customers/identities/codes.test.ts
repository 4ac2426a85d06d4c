import { afterAll, beforeAll, expect, test } from 'vitest';
import { claimOn, codeTo, type Device, enterCode, newDevice, proveOn } from '../../../../tests/support/prove.ts';
import { type TestServer, testServer } from '../../../../tests/support/server.ts';
import { until } from '../../../../tests/support/until.ts';

let one: TestServer;
let ahead = 0;
beforeAll(async () => {
	one = await testServer({ clock: () => new Date(Date.now() + ahead) });
});
afterAll(() => one.stop());

let count = 0;
const freshAddress = () => `person${count++}@example.com`;
const another = (code: string) => String((Number(code) + 1) % 1_000_000).padStart(6, '0');
const mergesInto = async ({ id }: Device) => (await one.call('GET', `/api/v1/customers/${id}`)).body.merges;
const identitiesOf = async ({ token: as }: Device) => (await one.call('GET', '/api/v1/identities', { as })).body.items;
const isOut = ({ token: as }: Device) =>
	until(async () => (await one.call('GET', '/api/v1/identities', { as })).status === 401, 5_000);

test('a code turns the claimed address into a proved one and the token into another', async () => {
	const device = await newDevice(one);
	const email = freshAddress();
	const identity = await claimOn(one, device, email.toUpperCase());
	expect(await identitiesOf(device)).toMatchObject([{ id: identity, value: email, level: 'claimed' }]);
	const { status, body } = await enterCode(one, device, identity, await codeTo(one, email));
	expect([status, body.customer_id, body.assurance]).toEqual([200, device.id, 'verified']);
	await isOut(device);
	expect(await identitiesOf({ ...device, token: body.token })).toMatchObject([{ id: identity, level: 'verified' }]);
});

test('who proves an address that somebody proved before is that person, with the reason kept', async () => {
	const email = freshAddress();
	const laptop = await proveOn(one, await newDevice(one), email);
	const phone = await newDevice(one);
	const signedIn = await proveOn(one, phone, email);
	expect(signedIn.id).toBe(laptop.id);
	const [{ id: proof }] = await identitiesOf(laptop);
	expect(await mergesInto(laptop)).toMatchObject([{ from_id: phone.id, why: 'code', shown_by: email }]);
	const row = one.app.database.db.selectFrom('customer_merges').select('identity_id').where('from_id', '=', phone.id);
	expect(await row.executeTakeFirst()).toEqual({ identity_id: proof });
	await isOut(phone);
});

test('two who were each proved stay two, though they share a device', async () => {
	const [mother, daughter] = [freshAddress(), freshAddress()];
	const parent = await proveOn(one, await newDevice(one), mother);
	const child = await proveOn(one, await newDevice(one), daughter);
	const onOnesTablet = await proveOn(one, parent, daughter);
	expect(onOnesTablet.id).toBe(child.id);
	expect([await mergesInto(parent), await mergesInto(child)]).toEqual([[], []]);
	expect((await identitiesOf(await proveOn(one, await newDevice(one), mother))).map(valueOf)).not.toContain(daughter);
});
const valueOf = ({ value }: { value: string }) => value;

test('whether an address is known shows in nothing that is answered', async () => {
	const email = freshAddress();
	await proveOn(one, await newDevice(one), email);
	const ask = async (address: string) => {
		const { token: as } = await newDevice(one);
		const { status, body } = await one.call('POST', '/api/v1/identities', { body: { email: address }, as });
		return [status, Object.keys(body), body.level];
	};
	expect(await ask(email)).toEqual(await ask(freshAddress()));
});

test('only the newest code counts, for ten minutes and five tries', async () => {
	const device = await newDevice(one);
	const email = freshAddress();
	const identity = await claimOn(one, device, email);
	const first = await codeTo(one, email);
	await claimOn(one, device, email);
	const second = await codeTo(one, email);
	const enter = async (code: string) => {
		const { status, body } = await enterCode(one, device, identity, code);
		return status === 200 ? 'in' : body.errors[0].code;
	};
	if (first !== second) expect(await enter(first)).toBe('wrong');
	await claimOn(one, device, email);
	const third = await codeTo(one, email);
	for (const said of ['wrong', 'wrong', 'wrong', 'wrong', 'gone', 'gone'])
		expect(await enter(another(third))).toBe(said);
	expect(await enter(third)).toBe('gone');
	await claimOn(one, device, email);
	ahead = 10 * 60_000 + 1_000;
	expect(await enter(await codeTo(one, email))).toBe('gone');
	ahead = 0;
	expect(await enter(await codeTo(one, email))).toBe('in');
});

test('the same code sent twice at once lets in once', async () => {
	const device = await newDevice(one);
	const email = freshAddress();
	const identity = await claimOn(one, device, email);
	const code = await codeTo(one, email);
	const both = await Promise.all([enterCode(one, device, identity, code), enterCode(one, device, identity, code)]);
	expect(both.map(({ status }) => status).toSorted()).toEqual([200, 422]);
});

test('two devices that prove one address at once become one person', async () => {
	const email = freshAddress();
	const [a, b] = [await newDevice(one), await newDevice(one)];
	const enter = async (device: Device) => {
		const identity = await claimOn(one, device, email);
		const code = await codeTo(one, email);
		return () => enterCode(one, device, identity, code);
	};
	const [first, second] = [await enter(a), await enter(b)];
	const replies = await Promise.all([first(), second()]);
	expect(replies.map(({ status }) => status)).toEqual([200, 200]);
	expect(replies[0]?.body.customer_id).toBe(replies[1]?.body.customer_id);
});

test('a code is no good for anybody else, and what is no code is told as such', async () => {
	const device = await newDevice(one);
	const email = freshAddress();
	const identity = await claimOn(one, device, email);
	const code = await codeTo(one, email);
	expect((await enterCode(one, await newDevice(one), identity, code)).status).toBe(404);
	for (const no of ['', '12345', '1234567', 'abcdef', '１２３４５６'])
		expect((await enterCode(one, device, identity, no)).status).toBe(422);
	expect((await one.call('POST', '/api/v1/identities', { body: { email }, as: null })).status).toBe(401);
});

test('nobody fills a mailbox or guesses on without end', async () => {
	const email = freshAddress();
	const statuses: number[] = [];
	for (let i = 0; i < 8; i++) {
		const { token: as } = await newDevice(one);
		statuses.push((await one.call('POST', '/api/v1/identities', { body: { email }, as })).status);
	}
	expect(statuses).toEqual([201, 201, 201, 201, 201, 201, 429, 429]);
	const names = one.app.database.db.selectFrom('limits').select('bucket').execute();
	expect(JSON.stringify(await names)).not.toContain(email);
	const device = await newDevice(one);
	const identity = await claimOn(one, device, freshAddress());
	const tries: number[] = [];
	for (let i = 0; i < 31; i++) tries.push((await enterCode(one, device, identity, '000000')).status);
	expect([tries.indexOf(429), tries.at(-1)]).toEqual([30, 429]);
});

test('taking a proved address away ends the other sessions and leaves this one without rights', async () => {
	const email = freshAddress();
	const laptop = await proveOn(one, await newDevice(one), email);
	const phone = await proveOn(one, await newDevice(one), email);
	const [{ id }] = await identitiesOf(phone);
	expect((await one.call('DELETE', `/api/v1/identities/${id}`, { as: phone.token })).status).toBe(204);
	await isOut(laptop);
	expect(await identitiesOf(phone)).toEqual([]);
	const sessions = one.app.database.db.selectFrom('sessions').select('assurance').where('customer_id', '=', laptop.id);
	expect(await sessions.execute()).toEqual([{ assurance: 'anonymous' }]);
});

test('whoever signs out is out', async () => {
	const device = await proveOn(one, await newDevice(one), freshAddress());
	expect((await one.call('DELETE', '/api/v1/sessions/current', { as: device.token })).status).toBe(204);
	await isOut(device);
	expect((await one.call('DELETE', '/api/v1/sessions/current', { as: null })).status).toBe(401);
});
