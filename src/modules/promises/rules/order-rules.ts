import { type Actor, authorise } from '#core/access.ts';
import type { Tx } from '#core/db.ts';
import { problem } from '#core/errors.ts';
import { recordAll } from '#core/events/record.ts';
import { ruleMoved } from '../events.ts';
import { canSetRules } from '../policy.ts';
import '../tables.ts';

/** Puts the rules into this order. Throws `conflict` where it does not name them all, as when somebody else made one meanwhile. */
export async function orderRules(tx: Tx, actor: Actor, ids: readonly string[]): Promise<void> {
	authorise(canSetRules(actor), actor);
	const rules = await tx
		.selectFrom('promise_rules')
		.select(['id', 'position'])
		.where('removed_at', 'is', null)
		.orderBy('id')
		.forUpdate()
		.execute();
	const before = new Map(rules.map(({ id, position }) => [id, position]));
	if (ids.length !== before.size || new Set(ids).size !== ids.length || !ids.every((id) => before.has(id)))
		throw problem('conflict', { detail: 'These are not all the rules: read them again.' });
	const moved = ids.map((id, i) => ({ id, position: i + 1 })).filter(({ id, position }) => before.get(id) !== position);
	for (const { id, position } of moved)
		await tx.updateTable('promise_rules').set({ position }).where('id', '=', id).execute();
	await recordAll(
		tx,
		ruleMoved,
		moved.map(({ id, position }) => ({ subject: id, payload: { position }, actor })),
	);
}
