import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '#core/ids.ts';
import { type Device, newDevice, proveOn } from '../../../../tests/support/prove.ts';
import { type TestServer, testServer } from '../../../../tests/support/server.ts';
import { personOf } from './person.ts';

let one: TestServer;
beforeAll(async () => {
	one = await testServer();
});
afterAll(() => one.stop());

const merge = (from: Device, into: Device, as = one.key) =>
	one.call('POST', `/api/v1/customers/${into.id}/merges`, { body: { from: from.id, why: 'They said so' }, as });
const undo = (of: Device, id: string) => one.call('DELETE', `/api/v1/customers/${of.id}/merges/${id}`);
const person = async ({ id }: Device) => (await personOf(one.app.database.db, id)).toSorted();
const idsOf = (...devices: Device[]) => devices.map(({ id }) => id).toSorted();
const devices = async (count: number) => {
	const made: Device[] = [];
	while (made.length < count) made.push(await newDevice(one));
	return made as [Device, Device, Device, Device];
};

test('a chain of merges is one person, and taking a link out leaves the rest together', async () => {
	const [a, b, c] = await devices(3);
	await merge(a, b);
	const { body: link } = await merge(b, c);
	for (const each of [a, b, c]) expect(await person(each)).toEqual(idsOf(a, b, c));
	const { body } = await one.call('GET', `/api/v1/customers/${a.id}`);
	expect(body.also.toSorted()).toEqual(idsOf(b, c));
	expect(body.merges.map(({ from_id, why, note }: never) => [from_id, why, note])).toEqual([
		[b.id, 'staff', 'They said so'],
		[a.id, 'staff', 'They said so'],
	]);
	expect((await undo(a, link.id)).status).toBe(204);
	expect([await person(a), await person(c)]).toEqual([idsOf(a, b), idsOf(c)]);
	expect((await undo(a, link.id)).status).toBe(404);
});

test('no ring is closed, not even by four who merge at once', async () => {
	const [a, b, c, d] = await devices(4);
	expect((await merge(a, a)).status).toBe(409);
	const around = await Promise.all([merge(a, b), merge(b, c), merge(c, d), merge(d, a)]);
	expect(around.map(({ status }) => status).toSorted()).toEqual([201, 201, 201, 409]);
	expect(await person(a)).toEqual(idsOf(a, b, c, d));
});

test('somebody is merged into one other at a time, and somebody erased or unknown into nobody', async () => {
	const [a, b, c, gone] = await devices(4);
	await merge(a, b);
	expect((await merge(a, c)).status).toBe(409);
	await one.call('DELETE', `/api/v1/customers/${gone.id}`);
	const nobody = { id: newId(), token: '' };
	for (const [from, into] of [
		[gone, c],
		[c, gone],
		[nobody, c],
		[c, nobody],
	] as const)
		expect((await merge(from, into)).status).toBe(404);
});

test('neither a customer nor a key that only reads merges anybody or undoes it', async () => {
	const [a, b, c] = await devices(3);
	const reader = (await one.call('POST', '/api/v1/keys', { body: { name: 'reader', scopes: ['customers:read'] } }))
		.body;
	expect((await merge(a, b, a.token)).status).toBe(401);
	expect((await merge(a, b, reader.token)).status).toBe(403);
	const { body } = await merge(a, b);
	expect((await undo(c, body.id)).status).toBe(404);
	expect((await one.call('GET', `/api/v1/customers/${a.id}`, { as: reader.token })).body.merges).toHaveLength(1);
});

test('erasing a person erases whoever was merged into them; a device that proved nothing erases itself alone', async () => {
	const [a, b, c, d] = await devices(4);
	const proved = await proveOn(one, d, 'dora@example.com');
	await merge(a, proved);
	await merge(b, a);
	await merge(c, a);
	const erased = async (...all: Device[]) => {
		const rows = one.app.database.db.selectFrom('customers').select('id').where('erased_at', 'is not', null);
		return (await rows.where('id', 'in', idsOf(...all)).execute()).map(({ id }) => id).toSorted();
	};
	await one.call('DELETE', `/api/v1/customers/${c.id}`, { as: c.token });
	expect(await erased(a, b, c, proved)).toEqual(idsOf(c));
	await one.call('DELETE', `/api/v1/customers/${proved.id}`, { as: proved.token });
	expect(await erased(a, b, c, proved)).toEqual(idsOf(a, b, c, proved));
});
