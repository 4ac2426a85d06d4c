import type { Db } from '#core/db.ts';
import { type Portrait, portraitsOf } from '#modules/customers/index.ts';
import { type Due, nextDue } from '#modules/promises/index.ts';
import '../tables.ts';
import { type Last, lastSaid } from './last-said.ts';

type Row = Awaited<ReturnType<typeof rowsOf>>[number];
export type Tag = { id: string; name: string; colour: string };
export type InboxItem = Row & {
	customer: Portrait;
	last: Last | null;
	unread: boolean;
	tags: Tag[];
	promise: Due | null;
};

/** Conversations as the inbox lists them, in the order of these ids; those that are gone are left out. */
export async function itemsOf(db: Db, ids: readonly string[]): Promise<InboxItem[]> {
	if (ids.length === 0) return [];
	const [rows, said, tags, due] = await Promise.all([
		rowsOf(db, ids),
		lastSaid(db, ids),
		tagsOf(db, ids),
		nextDue(db, 'conversation', ids),
	]);
	const people = await portraitsOf(db, [...new Set(rows.map((row) => row.customer_id))]);
	const byId = new Map(rows.map((row) => [row.id, row]));
	return ids.flatMap((id) => {
		const row = byId.get(id);
		const customer = row && people.get(row.customer_id);
		if (!row || !customer) return [];
		const { last = null, heard = null } = said.get(id) ?? {};
		const unread = heard !== null && heard > (row.team_read_id ?? '');
		const promise = row.status === 'open' ? (due.get(id) ?? null) : null;
		return [{ ...row, customer, last, unread, tags: tags.get(id) ?? [], promise }];
	});
}

function rowsOf(db: Db, ids: readonly string[]) {
	return db
		.selectFrom('conversations as c')
		.leftJoin('members as m', 'm.id', 'c.assignee_id')
		.leftJoin('teams as t', 't.id', 'c.team_id')
		.leftJoinLateral(
			(eb) =>
				eb
					.selectFrom('handoffs')
					.select(['state', 'reason'])
					.whereRef('conversation_id', '=', 'c.id')
					.orderBy('created_at', 'desc')
					.limit(1)
					.as('h'),
			(join) => join.onTrue(),
		)
		.selectAll('c')
		.select([
			'm.name as assignee_name',
			't.name as team_name',
			'h.state as handoff_state',
			'h.reason as handoff_reason',
		])
		.where('c.id', 'in', ids)
		.execute();
}

async function tagsOf(db: Db, ids: readonly string[]): Promise<Map<string, Tag[]>> {
	const rows = await db
		.selectFrom('conversation_tags as ct')
		.innerJoin('tags as t', 't.id', 'ct.tag_id')
		.select(['ct.conversation_id', 't.id', 't.name', 't.colour'])
		.where('ct.conversation_id', 'in', ids)
		.orderBy('t.name')
		.execute();
	const found = new Map<string, Tag[]>();
	for (const { conversation_id, ...tag } of rows)
		found.set(conversation_id, [...(found.get(conversation_id) ?? []), tag]);
	return found;
}
