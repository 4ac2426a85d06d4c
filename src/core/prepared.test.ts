import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { emptyDatabase, type TestDatabase } from '../../tests/support/database.ts';
import { type Database, openDatabase } from './db.ts';
import { preparedStatements } from './prepared.ts';

let empty: TestDatabase;
let database: Database;

beforeAll(async () => {
	empty = await emptyDatabase();
	// One connection: what it keeps ready is seen by asking it.
	database = openDatabase(empty.url, { max: 1 });
	await sql`create table things (id int, name text)`.execute(database.db);
});
afterAll(async () => {
	await database.close();
	await empty.drop();
});

const look = (id: number) => sql<{ id: number }>`select * from things where id = ${id}`.execute(database.db);

async function kept(): Promise<string[]> {
	const { rows } = await sql<{ statement: string }>`select statement from pg_prepared_statements`.execute(database.db);
	return rows.map(({ statement }) => statement);
}

test('what is run often is kept ready by the server, what is run rarely is not', async () => {
	await look(1);
	expect(await kept()).toEqual([]);
	for (let n = 0; n < 300; n++) await look(n);
	expect(await kept()).toEqual(['select * from things where id = $1']);
});

test('once a table has got another column it fails once, and is then prepared anew', async () => {
	await sql`insert into things values (1, 'one')`.execute(database.db);
	for (let n = 0; n < 300; n++) await look(n);
	await sql`alter table things add column colour text`.execute(database.db);
	await expect(look(1)).rejects.toMatchObject({ code: '0A000' });
	expect((await look(1)).rows).toEqual([{ id: 1, name: 'one', colour: null }]);
});

test('a name is given after 300 runs within a minute, to a hundred statements at most', () => {
	let at = 0;
	const { nameOf } = preparedStatements(() => at);
	const run = (text: string, times: number) => Array.from({ length: times }, () => nameOf(text)).at(-1);
	expect(run('a', 299)).toBeUndefined();
	at += 60_000;
	expect(run('a', 299)).toBeUndefined();
	expect(run('a', 1)).toBeDefined();
	const names = Array.from({ length: 110 }, (_, n) => run(`many ${n}`, 300)).filter(Boolean);
	expect(new Set(names).size).toBe(99);
});
