import { afterAll, beforeAll, expect, test } from 'vitest';
import { claimOn, type Device, newDevice, proveOn } from '../../../tests/support/prove.ts';
import { type TestServer, testServer } from '../../../tests/support/server.ts';
import { type Person, visit } from '../../../tests/support/visit.ts';

let one: TestServer;
let ann: Person;
let phone: Device;
beforeAll(async () => {
	one = await testServer();
	ann = await visit(one, 'Zan_Zibarova', '+84905550199');
	phone = await newDevice(one);
	await claimOn(one, phone, 'zan_zibarova@example.com');
});
afterAll(() => one.stop());

const get = (path: string, as = one.key) => one.call('GET', `/api/v1/customers${path}`, { as });
const found = async (query: string) => (await get(query)).body.items.map(({ id }: Device) => id);

test('the team finds people by address, number, id or a part of the name, whatever signs are in it', async () => {
	for (const q of ['zan_zib', ' ZIBAROVA ', '+84905550199', ann.id])
		expect(await found(`?q=${encodeURIComponent(q)}`)).toEqual([ann.id]);
	expect(await found('?q=Zan_Zibarova@Example.com')).toEqual([phone.id, ann.id]);
	for (const q of ['%25', 'zanxzib', 'zibarova@', "o'brien"]) expect(await found(`?q=${q}`)).toEqual([]);
	await newDevice(one);
	expect(await found('')).toEqual([phone.id, ann.id]);
	expect(await found(`?cursor=${phone.id}`)).toEqual([ann.id]);
});

test('each is shown by the address that was sought, else by the best there is', async () => {
	const proved = await proveOn(one, phone, 'zoe@example.com');
	const shown = async (query: string) =>
		(await get(query)).body.items.map(({ address, level }: never) => [address, level]);
	expect(await shown('?email=zan_zibarova@example.com')).toEqual([
		['zan_zibarova@example.com', 'claimed'],
		['zan_zibarova@example.com', 'claimed'],
	]);
	expect(await shown(`?q=${proved.id}`)).toEqual([['zoe@example.com', 'verified']]);
});

test('what happened with somebody is told under all ids of the person, page by page, to the team alone', async () => {
	const other = await visit(one, 'lindqvist', '+46705550188');
	await one.call('POST', `/api/v1/customers/${ann.id}/merges`, { body: { from: other.id, why: 'Same person' } });
	const all: { id: string; name: string; at: string; customer_id: string }[] = [];
	for (let cursor = ''; ;) {
		const { body } = await get(`/${other.id}/events?limit=3${cursor}`);
		all.push(...body.items);
		if (!body.next_cursor) break;
		cursor = `&cursor=${body.next_cursor}`;
	}
	expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
	expect(all.map(({ at }) => at)).toEqual(
		all
			.map(({ at }) => at)
			.toSorted()
			.toReversed(),
	);
	expect(new Set(all.map(({ customer_id }) => customer_id))).toEqual(new Set([ann.id, other.id]));
	expect(all.filter(({ name }) => name === 'question.asked')).toHaveLength(2);
	expect(all[0]?.name).toBe('customer.merged');
	expect((await get(`/${ann.id}/events`, ann.token)).status).toBe(401);
});
