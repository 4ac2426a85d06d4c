import { type Actor, authorise } from '#core/access.ts';
import type { Tx } from '#core/db.ts';
import { problem } from '#core/errors.ts';
import { record } from '#core/events/record.ts';
import { newId } from '#core/ids.ts';
import { now } from '#core/transaction.ts';
import { gapRejoined, gapSplit } from '../events.ts';
import { canMend } from '../policy.ts';
import '../tables.ts';
import { lockGap } from './lock-gap.ts';
import { recount } from './recount.ts';

/** Puts some questions of a gap into one of their own. Throws `invalid_input` unless some, and not all, of its questions are named. */
export async function splitGap(
	tx: Tx,
	actor: Actor,
	{ id, questions }: { id: string; questions: readonly string[] },
): Promise<{ id: string }> {
	authorise(canMend(actor), actor);
	const gap = await lockGap(tx, id);
	const members = await membersAmong(tx, id, questions);
	if (members.length === 0 || members.length === gap.questions)
		throw problem('invalid_input', { detail: 'Name some of its questions, but not all.' });
	const made = newId(now(tx));
	await tx
		.insertInto('gaps')
		.values({
			id: made,
			root_id: made,
			split_from: id,
			status: 'open',
			lang: gap.lang,
			last_at: gap.last_at,
			created_at: now(tx),
			changed_at: now(tx),
		})
		.execute();
	await tx
		.updateTable('gap_questions')
		.set((eb) => ({ gap_id: made, split_from: eb.ref('gap_id') }))
		.where('question_id', 'in', members)
		.execute();
	await recount(tx, [id, made]);
	await record(tx, actor, gapSplit, { subject: made, payload: { from: id, questions: members.length } });
	return { id: made };
}

/** Undoes it: every question goes back, and so do those that came since. Throws `conflict` where there is nothing to undo. */
export async function rejoinGap(tx: Tx, actor: Actor, id: string): Promise<void> {
	authorise(canMend(actor), actor);
	const { split_from } = await lockGap(tx, id);
	const merged = await tx.selectFrom('gaps').select('id').where('merged_into', '=', id).executeTakeFirst();
	if (!split_from || merged)
		throw problem('conflict', { detail: 'This gap was not split from another, or others were merged into it since.' });
	await tx
		.updateTable('gap_questions')
		.set((eb) => ({ gap_id: eb.fn.coalesce('split_from', eb.val(split_from)), split_from: null }))
		.where('gap_id', '=', id)
		.execute();
	await tx.deleteFrom('gaps').where('id', '=', id).execute();
	await recount(tx, [split_from]);
	await record(tx, actor, gapRejoined, { subject: id, payload: { into: split_from } });
}

async function membersAmong(tx: Tx, id: string, questions: readonly string[]): Promise<string[]> {
	if (questions.length === 0) return [];
	const rows = await tx
		.selectFrom('gap_questions as member')
		.innerJoin('gaps as g', 'g.id', 'member.gap_id')
		.select('member.question_id')
		.where('g.root_id', '=', id)
		.where('member.question_id', 'in', questions)
		.execute();
	return rows.map(({ question_id }) => question_id);
}
