import { sql } from 'kysely';
import { type Actor, authorise } from '#core/access.ts';
import type { Db } from '#core/db.ts';
import { canReadInbox } from '../policy.ts';
import { conditionOf, type Looker, type Part, PARTS } from './conditions.ts';
import { type Cursor, readCursor, writeCursor } from './cursor.ts';
import type { Filter } from './filter.ts';
import { type InboxItem, itemsOf } from './items-of.ts';

type ListQuery = { filter: Filter; cursor?: string | undefined; limit: number; at: Date };
type Place = { id: string; key: Date; part: number };

/** A page of conversations as the team reads them. */
export async function listInbox(
	db: Db,
	actor: Actor,
	{ filter, cursor, limit, at }: ListQuery,
): Promise<{ items: InboxItem[]; next_cursor: string | null }> {
	authorise(canReadInbox(actor), actor);
	const { sort = 'newest' } = filter;
	const after = cursor === undefined ? undefined : readCursor(cursor, sort);
	const places: Place[] = [];
	for (const [part, order] of PARTS[sort].entries()) {
		if (places.length === limit || part < (after?.part ?? 0)) continue;
		const wanted = { filter, looker: lookerOf(actor, at), limit: limit - places.length };
		const rows = await placesIn(db, order, { ...wanted, after: after?.part === part ? after : undefined });
		places.push(...rows.map((row) => ({ ...row, part })));
	}
	const last = places.length === limit ? places.at(-1) : undefined;
	return {
		items: await itemsOf(
			db,
			places.map(({ id }) => id),
		),
		next_cursor: last ? writeCursor({ sort, ...last }) : null,
	};
}

export const lookerOf = (actor: Actor, at: Date): Looker => ({ member: actor.kind === 'staff' ? actor.id : null, at });

async function placesIn(
	db: Db,
	{ join = sql``, where, key, order }: Part,
	{ filter, looker, limit, after }: { filter: Filter; looker: Looker; limit: number; after: Cursor | undefined },
) {
	const way = sql.raw(order);
	const beyond = after
		? sql`and (${key}, c.id) ${sql.raw(order === 'asc' ? '>' : '<')} (${after.key}, ${after.id}::uuid)`
		: sql``;
	const { rows } = await sql<{ id: string; key: Date }>`
		select c.id, ${key} as key from conversations c ${join}
		where ${conditionOf(filter, looker)} and ${where} ${beyond}
		order by ${key} ${way}, c.id ${way} limit ${limit}`.execute(db);
	return rows;
}
