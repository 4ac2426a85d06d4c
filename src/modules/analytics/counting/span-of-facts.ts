import { sql } from 'kysely';
import type { Db } from '#core/db.ts';
import { COUNTED } from './count-facts.ts';

/** When the first and the last fact that is counted happened; nothing where there is none. */
export async function spanOfFacts(db: Db): Promise<{ first: Date; last: Date } | undefined> {
	const names = COUNTED.map(({ name }) => name);
	const { rows } = await sql<{ first: Date | null; last: Date | null }>`
		select min(of_kind.first) as first, max(of_kind.last) as last from unnest(${names}::text[]) as kind(name)
		cross join lateral (select min(at) as first, max(at) as last from events where name = kind.name) of_kind`.execute(db);
	const [span] = rows;
	return span?.first && span.last ? { first: span.first, last: span.last } : undefined;
}
