import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestServer, testServer } from '../../../tests/support/server.ts';
import { findBySerial } from './list-assets.ts';

let one: TestServer;
let ann: { customer_id: string; token: string };
let other: typeof ann;
beforeAll(async () => {
	one = await testServer();
	[ann, other] = [await arrive(), await arrive()];
	const machine = { model: 'KA 11', kind: 'compressor', address: '12 Garden Lane', customer_id: ann.customer_id };
	expect((await register({ serial_number: 'KA11-2617-0483', ...machine })).status).toBe(201);
	expect((await register({ serial_number: 'KD20-2440-0012', model: 'KD 20', kind: 'dryer' })).status).toBe(201);
});
afterAll(() => one.stop());

const arrive = async () => (await one.call('POST', '/api/v1/sessions', { body: {}, as: null })).body;
const register = (body: object) => one.call('POST', '/api/v1/assets', { body });
const machinesOf = async (as: string | undefined, query = '') =>
	(await one.call('GET', `/api/v1/assets${query}`, { as })).body.items.map(
		({ serial_number }: { serial_number: string }) => serial_number,
	);
const lookUp = (customer: string, serial: string) =>
	findBySerial(one.app.database.db, { kind: 'customer', id: customer, assurance: 'anonymous', scopes: [] }, serial);

test('customers see their own machines, the team sees all and finds one by its number', async () => {
	expect(await machinesOf(ann.token)).toEqual(['KA11-2617-0483']);
	expect(await machinesOf(other.token)).toEqual([]);
	expect(await machinesOf(other.token, `?customer=${ann.customer_id}&serial=KA11-2617-0483`)).toEqual([]);
	expect(await machinesOf(undefined)).toEqual(['KD20-2440-0012', 'KA11-2617-0483']);
	expect(await machinesOf(undefined, '?serial=ka112617o483')).toEqual(['KA11-2617-0483']);
});

test('of somebody else’s number nobody learns more than that it is one of ours', async () => {
	expect(await lookUp(ann.customer_id, 'ka11 2617 O483')).toMatchObject({ is: 'theirs', asset: { model: 'KA 11' } });
	expect(await lookUp(other.customer_id, 'KA11-2617-0483')).toEqual({ is: 'ours' });
	expect(await lookUp(other.customer_id, 'KD20-2440-0012')).toEqual({ is: 'ours' });
	expect(await lookUp(other.customer_id, 'KA11-2617-0484')).toEqual({ is: 'unknown' });
});

test('one number is one machine, however it is written, and its owner has to be somebody', async () => {
	const twice = await register({ serial_number: 'ka11 2617 0483', model: 'KA 5', kind: 'compressor' });
	expect(twice.body.errors).toMatchObject([{ path: 'serial_number', code: 'taken' }]);
	const nobodys = { serial_number: 'KA05-2601-0001', model: 'KA 5', kind: 'compressor', customer_id: ann.token };
	expect((await register(nobodys)).status).toBe(422);
	const unknown = { ...nobodys, customer_id: '019a0000-0000-7000-8000-000000000000' };
	expect((await register(unknown)).body.errors).toMatchObject([{ path: 'customer_id', code: 'not_found' }]);
});

test('the team hands a machine over to somebody else, a customer cannot', async () => {
	const { items } = (await one.call('GET', '/api/v1/assets?serial=KD20-2440-0012')).body;
	const change = (as: string | undefined) =>
		one.call('PATCH', `/api/v1/assets/${items[0].id}`, { body: { customer_id: other.customer_id }, as });
	expect((await change(other.token)).status).toBe(401);
	expect((await change(undefined)).status).toBe(204);
	expect(await machinesOf(other.token)).toEqual(['KD20-2440-0012']);
});
