import { expect } from 'vitest';
import { withClient } from './backup.ts';

/** Tables, also the queue's, in which a row says any of these words, whatever its columns are called. */
export async function tablesThatSay(url: string, words: readonly string[]): Promise<string[]> {
	return withClient(url, async (client) => {
		const { rows: tables } = await client.query<{ name: string; place: string }>(
			`select relname as name, format('%I.%I', nspname, relname) as place
			from pg_class c join pg_namespace n on n.oid = relnamespace
			where nspname in ('public', 'pgboss') and relkind in ('r', 'p') and not relispartition order by 1`,
		);
		expect(tables.length).toBeGreaterThan(25);
		const found: string[] = [];
		for (const { name, place } of tables) {
			const query = `select from ${place} t where t::text ilike any ($1) limit 1`;
			const { rowCount } = await client.query(query, [words.map((word) => `%${word}%`)]);
			if (rowCount) found.push(name);
		}
		return found;
	});
}

/** Tables whose rows say which customer or conversation they belong to. */
export async function tablesOfPeople(url: string): Promise<string[]> {
	return withClient(url, async (client) => {
		const { rows } = await client.query<{ name: string }>(
			`select distinct conrelid::regclass::text as name from pg_constraint
			where contype = 'f' and conparentid = 0 and confrelid in ('customers'::regclass, 'conversations'::regclass)`,
		);
		return rows.map(({ name }) => name);
	});
}
