import { Client } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { testDatabase } from './database.ts';

let one: Awaited<ReturnType<typeof testDatabase>>;
let other: Awaited<ReturnType<typeof testDatabase>>;

beforeAll(async () => {
	[one, other] = await Promise.all([testDatabase(), testDatabase()]);
});
afterAll(() => Promise.all([one.drop(), other.drop()]));

test('two test databases are migrated and do not see each other', async () => {
	await query(one.url, 'create table mark (id integer)');
	expect(await query(other.url, "select to_regclass('mark') as mark, to_regclass('events') as events")).toEqual([
		{ mark: null, events: 'events' },
	]);
});

async function query(url: string, sql: string) {
	const client = new Client({ connectionString: url });
	await client.connect();
	const { rows } = await client.query(sql);
	await client.end();
	return rows;
}
