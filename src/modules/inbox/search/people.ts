import { type RawBuilder, sql } from 'kysely';
import type { Db } from '#core/db.ts';
import { customersCalled } from '#modules/customers/index.ts';

const REFERENCE = /^#?([0-9a-f]{8})$/i;

/** The newest conversations of people who are called so or write from such an address, and before them the one whose reference it is. */
export async function conversationsOf(db: Db, q: string, where: RawBuilder<unknown>, limit: number): Promise<string[]> {
	const reference = REFERENCE.exec(q.trim())?.[1]?.toLowerCase();
	const customers = await customersCalled(db, q);
	const { rows } = await sql<{ id: string }>`
		(select c.id from conversations c where right(c.id::text, 8) = ${reference ?? ''} and ${where} limit 1)
		union all
		(select c.id from conversations c where c.customer_id = any(${customers}::uuid[]) and ${where}
			order by c.last_message_at desc limit ${limit})`.execute(db);
	return [...new Set(rows.map(({ id }) => id))];
}
