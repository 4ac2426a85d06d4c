import { type Actor, authorise, SYSTEM } from '#core/access.ts';
import type { Db, Tx } from '#core/db.ts';
import { problem } from '#core/errors.ts';
import { record } from '#core/events/record.ts';
import type { JobKind } from '#core/jobs.ts';
import { now, type Transact } from '#core/transaction.ts';
import { snoozed, unsnoozed } from '../events.ts';
import { advance, lockConversation } from '../lock.ts';
import { canAnswer } from '../policy.ts';
import { clockOf } from '../promised.ts';

/** Out of sight until then, or until the customer writes; `null` wakes it now. Answers until when it was. */
export async function snooze(
	tx: Tx,
	actor: Actor,
	{ conversation: id, until }: { conversation: string; until: Date | null },
): Promise<Date | null> {
	const conversation = await lockConversation(tx, actor, id);
	authorise(canAnswer(actor), actor);
	if (until && until <= now(tx)) throw problem('invalid_input', { detail: 'until: lies in the past.' });
	const { id: subject, customer_id: customer, snoozed_until: before } = conversation;
	if (before?.getTime() === until?.getTime()) return before;
	await advance(tx, conversation, { snoozed_until: until });
	await clockOf.putOff(tx, actor, conversation, until);
	if (until) await record(tx, actor, snoozed, { subject, customer, payload: { until: until.toISOString() } });
	else await record(tx, actor, unsnoozed, { subject, customer, payload: {} });
	return before;
}

const BATCH = 100;

/** Brings back what was put off until now. */
export const wakeConversationsJob = ({
	db,
	transact,
	clock,
}: {
	db: Db;
	transact: Transact;
	clock: () => Date;
}): JobKind<object> => ({
	name: 'conversations.wake',
	every: '* * * * *',
	handle: async () => {
		for (;;) {
			const due = await db
				.selectFrom('conversations')
				.select('id')
				.where('snoozed_until', '<=', clock())
				.limit(BATCH)
				.execute();
			for (const { id } of due) await transact((tx) => snooze(tx, SYSTEM, { conversation: id, until: null }));
			if (due.length < BATCH) return;
		}
	},
});
