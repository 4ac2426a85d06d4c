import { sql } from 'kysely';
import { type Actor, actorStamp } from '#core/access.ts';
import type { Tx } from '#core/db.ts';
import { recordAll } from '#core/events/record.ts';
import { now } from '#core/transaction.ts';
import { articleRestored, articleTrashed } from '../../events.ts';
import type { Status } from '../../tables.ts';
import type { ActKind, Refusal } from './act.ts';
import { lockArticles } from './lock-articles.ts';

/** `at`: since when it is in the trash. `statuses` of its translations, by their ids; of one in the trash what they were before. */
type Trashed = { at: string | null; statuses: Record<string, Status> };

/** Into the trash, where customers see it nowhere; gone for good after thirty days. */
export const trash = crossing('trash', (at) => ({ at }), 'in_trash');

/** Out of the trash, published where it was. */
export const restore = crossing('restore', () => ({ at: null }), 'not_in_trash');

function crossing(
	name: string,
	goal: (at: string) => { at: string | null },
	already: Refusal,
): ActKind<Trashed, object> {
	const isThere = ({ at }: Trashed) => (at === null) === (already === 'not_in_trash');
	return {
		name,
		read,
		apply: async (tx, actor, states) => {
			const after = new Map<string, Trashed>();
			const refused = new Map<string, Refusal>();
			for (const [id, state] of states)
				if (isThere(state)) refused.set(id, already);
				else after.set(id, { ...state, ...goal(now(tx).toISOString()) });
			return { after, refused, ...(await write(tx, actor, after)) };
		},
		revert: write,
		mark: (state) => state,
	};
}

async function read(tx: Tx, ids: readonly string[]): Promise<Map<string, Trashed>> {
	const articles = await lockArticles(tx, ids);
	if (articles.size === 0) return new Map();
	const rows = await tx
		.selectFrom('translations as t')
		.leftJoin('trashings as x', 'x.article_id', 't.article_id')
		.select(['t.id', 't.article_id', 't.status', 'x.statuses'])
		.where('t.article_id', 'in', ids)
		.orderBy('t.id')
		.forUpdate('t')
		.execute();
	const byArticle = Map.groupBy(rows, (row) => row.article_id);
	return new Map(
		[...articles].map(([id, { trashed_at }]) => {
			const own = byArticle.get(id) ?? [];
			const statuses = own.map((row) => [row.id, row.statuses?.[row.id] ?? row.status] as const);
			return [id, { at: trashed_at?.toISOString() ?? null, statuses: Object.fromEntries(statuses) }];
		}),
	);
}

/** The row first on the way in and last on the way out: while it is there nothing may be published. */
async function write(tx: Tx, actor: Actor, states: ReadonlyMap<string, Trashed>): Promise<{ touched: string[] }> {
	const going = [...states].flatMap(([article_id, { at, statuses }]) => (at ? [{ article_id, at, statuses }] : []));
	const coming = [...states].filter(([, { at }]) => at === null);
	const back = coming.map(([id]) => id);
	const touched = [...states.values()].flatMap(({ statuses }) => Object.keys(statuses));
	if (going.length > 0) {
		const stamp = JSON.stringify(actorStamp(actor));
		const rows = going.map((row) => ({
			...row,
			statuses: JSON.stringify(row.statuses),
			at: new Date(row.at),
			actor: stamp,
		}));
		await tx.insertInto('trashings').values(rows).execute();
	}
	if (back.length > 0) await tx.deleteFrom('trashings').where('article_id', 'in', back).execute();
	const statuses = [
		...going.flatMap((row) => Object.keys(row.statuses).map((id) => ({ id, status: 'archived' }))),
		...coming.flatMap(([, state]) => Object.entries(state.statuses).map(([id, status]) => ({ id, status }))),
	];
	await sql`
		update translations t set status = s.status
		from json_to_recordset(${JSON.stringify(statuses)}) as s(id uuid, status text)
		where t.id = s.id and t.status <> s.status`.execute(tx);
	await recordAll(
		tx,
		articleTrashed,
		going.map(({ article_id }) => ({ actor, subject: article_id, payload: {} })),
	);
	await recordAll(
		tx,
		articleRestored,
		back.map((subject) => ({ actor, subject, payload: {} })),
	);
	return { touched };
}
