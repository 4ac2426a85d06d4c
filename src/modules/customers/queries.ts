import { sql } from 'kysely';
import type { Actor, Thing } from '#core/access.ts';
import type { Db } from '#core/db.ts';
import { tokenHash } from '#core/ids.ts';
import { personOf } from './merges/person.ts';
import './tables.ts';

/** The customer behind a session token, or nothing when it is unknown or has run out. */
export async function customerOfToken(db: Db, token: string, at: Date): Promise<Actor | undefined> {
	const row = await db
		.selectFrom('sessions')
		.select(['customer_id', 'assurance', 'vouched'])
		.select(opensNow(at))
		.where('hash', '=', tokenHash(token))
		.where('expires_at', '>', at)
		.executeTakeFirst();
	if (!row) return undefined;
	const { customer_id: id, assurance, vouched } = row;
	// Whoever proved nothing sees what this device wrote, and nobody else's, however they were merged.
	const also = assurance === 'verified' ? (await personOf(db, id)).slice(1) : [];
	const session = tokenHash(token).toString('base64url');
	return {
		kind: 'customer',
		id,
		assurance,
		scopes: [],
		also,
		session,
		...(row.opens && { opens: row.opens }),
		...(vouched && { vouched }),
	};
}

const opensNow = (at: Date) =>
	sql<Thing[] | null>`(select json_agg(json_build_object('type', p.type, 'id', p.ref)) from passes p
		where p.customer_id = sessions.customer_id and p.until > ${at})`.as('opens');

/** Whether nothing of this customer is left but the facts. */
export async function isErased(db: Db, id: string): Promise<boolean> {
	const row = await db.selectFrom('customers').select('erased_at').where('id', '=', id).executeTakeFirst();
	return Boolean(row?.erased_at);
}

/** The addresses a customer named or proved, newest first. */
export async function identitiesOf(db: Db, customerId: string) {
	return db
		.selectFrom('identities')
		.select(['kind', 'value', 'level', 'created_at'])
		.where('customer_id', '=', customerId)
		.orderBy('created_at', 'desc')
		.limit(20)
		.execute();
}

/** Where to write to a customer: to the address of this identity, or else to the one they named or proved last. */
export async function emailOf(db: Db, customerId: string, identityId: string | undefined): Promise<string | undefined> {
	const row = await db
		.selectFrom('identities')
		.select('value')
		.where('customer_id', '=', customerId)
		.where('kind', '=', 'email')
		.orderBy(sql`id = ${identityId ?? null}::uuid`, (order) => order.desc().nullsLast())
		.orderBy('created_at', 'desc')
		.limit(1)
		.executeTakeFirst();
	return row?.value;
}

/** The id of the address they named or proved last, to be kept where it matters which it was. */
export async function lastEmailOf(db: Db, customerId: string): Promise<string | null> {
	const row = await db
		.selectFrom('identities')
		.select('id')
		.where('customer_id', '=', customerId)
		.where('kind', '=', 'email')
		.orderBy('created_at', 'desc')
		.orderBy('id', 'desc')
		.limit(1)
		.executeTakeFirst();
	return row?.id ?? null;
}

/** An address of somebody, and whether they have shown that it is theirs; nothing where it was taken away. */
export const addressOf = (db: Db, identity: string) =>
	db
		.selectFrom('identities')
		.select(['customer_id', 'value', 'level'])
		.where('id', '=', identity)
		.where('kind', '=', 'email')
		.executeTakeFirst();

/** What they call themselves, if they said. */
export async function nameOf(db: Db, id: string): Promise<string | null> {
	const row = await db.selectFrom('customers').select('name').where('id', '=', id).executeTakeFirst();
	return row?.name ?? null;
}
