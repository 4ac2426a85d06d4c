import { sql } from 'kysely';
import { type Actor, authorise } from '#core/access.ts';
import type { Db } from '#core/db.ts';
import { isId } from '#core/ids.ts';
import { mailbox } from './identities/claim-email.ts';
import { canFindCustomers } from './policy.ts';
import type { Level } from './tables.ts';

/** Whoever named or proved `email`; or whose id, address or number is `q`, or whose name has it. With neither, whoever gave an address or a name. */
export type Sought = { email?: string | undefined; q?: string | undefined };

export type FoundCustomer = {
	id: string;
	lang: string | null;
	name: string | null;
	created_at: Date;
	/** Of the address they are best known by; nothing for somebody without any. */
	level: Level | null;
	address: string | null;
};

/**
 * Customers, newest first. One person who wrote from two devices is two customers until they prove who they are. `before` is the last id of the page before.
 */
export async function findCustomers(
	db: Db,
	actor: Actor,
	{ before, limit, email, q }: Sought & { before?: string | undefined; limit: number },
): Promise<FoundCustomer[]> {
	authorise(canFindCustomers(actor), actor);
	const { rows } = await sql<FoundCustomer>`
		select c.id, c.lang, c.name, c.created_at, known.level, known.value as address
		from customers c left join lateral (
			select level, value from identities i where i.customer_id = c.id
			order by (i.value = ${mailbox(email ?? q ?? '')}) desc, level desc, kind = 'external', created_at desc limit 1
		) known on true
		where c.id in (${matching({ email, q })}) and c.id < ${before ?? LAST}
		order by c.id desc limit ${limit}`.execute(db);
	return rows;
}

const LAST = 'ffffffff-ffff-ffff-ffff-ffffffffffff';

function matching({ email, q }: Sought) {
	if (email) return sql`select customer_id from identities where kind = 'email' and value = ${mailbox(email)}`;
	if (!q) return sql`select customer_id from identities union select id from customers where name is not null`;
	if (isId(q)) return sql`select id from customers where id = ${q}`;
	const part = `%${q.toLowerCase().replaceAll(/[\\%_]/g, String.raw`\$&`)}%`;
	return sql`
		select customer_id from identities
		where kind in ('email', 'phone', 'channel', 'external') and value in (${q}, ${mailbox(q)})
		union select id from customers where name is not null and lower(name) like ${part}`;
}
