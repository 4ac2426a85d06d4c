import { type Actor, authorise } from '#core/access.ts';
import type { Tx } from '#core/db.ts';
import { problem } from '#core/errors.ts';
import { record } from '#core/events/record.ts';
import { now } from '#core/transaction.ts';
import { ruleRemoved, ruleReturned } from '../events.ts';
import { canSetRules } from '../policy.ts';
import '../tables.ts';

/** What was promised by it stands. Throws `not_found`. */
export const removeRule = (tx: Tx, actor: Actor, id: string): Promise<void> => setRemoved(tx, actor, id, true);

/** Undoes it; the rule is where it was. Throws `not_found`, and `conflict` where its calendar is gone meanwhile. */
export async function returnRule(tx: Tx, actor: Actor, id: string): Promise<void> {
	await setRemoved(tx, actor, id, false);
	const gone = await tx
		.selectFrom('promise_rules as r')
		.innerJoin('calendars as c', 'c.id', 'r.calendar_id')
		.select('c.id')
		.where('r.id', '=', id)
		.where('c.removed_at', 'is not', null)
		.executeTakeFirst();
	if (gone) throw problem('conflict', { detail: 'The calendar of this rule is gone.' });
}

async function setRemoved(tx: Tx, actor: Actor, id: string, removed: boolean): Promise<void> {
	authorise(canSetRules(actor), actor);
	const rule = await tx
		.updateTable('promise_rules')
		.set({ removed_at: removed ? now(tx) : null })
		.where('id', '=', id)
		.where('removed_at', removed ? 'is' : 'is not', null)
		.returning('kind')
		.executeTakeFirst();
	if (!rule) throw problem('not_found', { detail: 'There is no such rule.' });
	await record(tx, actor, removed ? ruleRemoved : ruleReturned, { subject: id, payload: rule });
}
