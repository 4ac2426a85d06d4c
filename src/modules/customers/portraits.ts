import { sql } from 'kysely';
import type { Assurance } from '#core/access.ts';
import type { Db } from '#core/db.ts';
import './tables.ts';

/** Whom a row of a list is about. */
export type Portrait = { id: string; name: string | null; email: string | null; assurance: Assurance };

/** Customers as a list shows them, by their ids: what they call themselves, where they are written to, and how sure we are of it. */
export async function portraitsOf(db: Db, ids: readonly string[]): Promise<Map<string, Portrait>> {
	if (ids.length === 0) return new Map();
	const { rows } = await sql<Portrait>`
		select c.id, c.name, e.value as email,
			case when exists (select from identities v where v.customer_id = c.id and v.level = 'verified') then 'verified'
				when exists (select from identities v where v.customer_id = c.id and v.kind <> 'device') then 'claimed'
				else 'anonymous' end as assurance
		from customers c
		left join lateral (
			select value from identities i where i.customer_id = c.id and i.kind = 'email'
			order by (i.level = 'verified') desc, i.created_at desc limit 1
		) e on true
		where c.id = any(${ids}::uuid[])`.execute(db);
	return new Map(rows.map((row) => [row.id, row]));
}
