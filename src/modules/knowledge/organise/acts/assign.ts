import { sql } from 'kysely';
import type { Actor } from '#core/access.ts';
import type { Tx } from '#core/db.ts';
import { recordAll } from '#core/events/record.ts';
import { reviewSet } from '../../events.ts';
import { requireMember } from '../../writing/review.ts';
import type { ActKind } from './act.ts';
import { lockArticles, untrashed } from './lock-articles.ts';

/** Who looks after it, and the day (`YYYY-MM-DD`) by which somebody should make sure that it is right. */
type Care = { owner_id: string | null; review_by: string | null; review_days: number | null };

/** Gives articles an owner or a review date; what is absent stays as it is. */
export const assign: ActKind<Care, { owner_id?: string | null | undefined; review_by?: string | null | undefined }> = {
	name: 'assign',
	read: async (tx, ids) =>
		untrashed(await lockArticles(tx, ids), ({ owner_id, review_by, review_days }) => ({
			owner_id,
			review_by,
			review_days,
		})),
	apply: async (tx, actor, states, { owner_id, review_by }) => {
		if (owner_id) await requireMember(tx, owner_id);
		const after = new Map<string, Care>();
		for (const [id, was] of states) {
			const care = {
				owner_id: owner_id === undefined ? was.owner_id : owner_id,
				review_by: review_by === undefined ? was.review_by : review_by,
				review_days: was.review_days,
			};
			if (care.owner_id !== was.owner_id || care.review_by !== was.review_by) after.set(id, care);
		}
		return { after, ...(await write(tx, actor, after)) };
	},
	revert: write,
	mark: ({ owner_id, review_by }) => ({ owner_id, review_by }),
};

/** Customers see neither, so nothing is announced to them. */
async function write(tx: Tx, actor: Actor, cares: ReadonlyMap<string, Care>): Promise<{ touched: string[] }> {
	const rows = [...cares].map(([id, care]) => ({ id, ...care }));
	await sql`
		update articles a set owner_id = c.owner_id, review_by = c.review_by
		from json_to_recordset(${JSON.stringify(rows)}) as c(id uuid, owner_id uuid, review_by date) where a.id = c.id`.execute(
		tx,
	);
	await recordAll(
		tx,
		reviewSet,
		rows.map(({ id, ...payload }) => ({ actor, subject: id, payload })),
	);
	return { touched: [] };
}
