import { type Actor, authorise } from '#core/access.ts';
import type { Db } from '#core/db.ts';
import { problem } from '#core/errors.ts';
import { groupsOf } from './groups.ts';
import { personOf } from './merges/person.ts';
import { canFindCustomers } from './policy.ts';
import './tables.ts';

const MOST = 200;

/** One person as the team sees them: every id they go by, their addresses, and which merges made them one, with the reasons. */
export async function describeCustomer(db: Db, actor: Actor, id: string) {
	authorise(canFindCustomers(actor), actor);
	const customer = await db.selectFrom('customers').selectAll().where('id', '=', id).executeTakeFirst();
	if (!customer) throw problem('not_found');
	const ids = await personOf(db, id);
	const [identities, merges, groups, seen] = await Promise.all([
		identitiesOf(db, ids),
		mergesOf(db, ids),
		groupsOf(db, id),
		lastSeen(db, ids),
	]);
	return { ...customer, groups, also: ids.slice(1), identities, merges, last_seen_at: seen ?? customer.created_at };
}

function identitiesOf(db: Db, ids: readonly string[]) {
	return db
		.selectFrom('identities')
		.selectAll()
		.where('customer_id', 'in', ids)
		.orderBy('level', 'desc')
		.orderBy('created_at')
		.limit(MOST)
		.execute();
}

function mergesOf(db: Db, ids: readonly string[]) {
	return db
		.selectFrom('customer_merges as m')
		.leftJoin('identities as i', 'i.id', 'm.identity_id')
		.select(['m.id', 'm.from_id', 'm.into_id', 'm.why', 'm.note', 'm.actor', 'm.at', 'i.value as shown_by'])
		.where('m.into_id', 'in', ids)
		.orderBy('m.at', 'desc')
		.limit(MOST)
		.execute();
}

async function lastSeen(db: Db, ids: readonly string[]): Promise<Date | undefined> {
	const newest = await db
		.selectFrom('events')
		.select('at')
		.where('customer_id', 'in', ids)
		.where((eb) => eb(eb.ref('actor', '->>').key('kind'), '=', 'customer'))
		.orderBy('at', 'desc')
		.limit(1)
		.executeTakeFirst();
	return newest?.at;
}
