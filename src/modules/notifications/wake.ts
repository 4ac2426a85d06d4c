import type { Tx } from '#core/db.ts';
import { OWNER } from '#core/delivery.ts';
import type { JobKind } from '#core/jobs.ts';
import { contextOf, now } from '#core/transaction.ts';
import type { Outbox } from './deliver.ts';
import { DELIVER, JOB_LIVES_MS } from './notify.ts';
import './tables.ts';

const BATCH = 500;

export function wakeJob(outbox: Outbox): JobKind<object> {
	return { name: 'notifications.wake', retries: 0, every: '* * * * *', handle: async () => void (await wake(outbox)) };
}

/** Makes new jobs for what should long have left: rows that waited for their channel to be set up, or whose job was lost. Returns how many. */
export function wake({ transact, delivery }: Outbox): Promise<number> {
	return transact(async (tx) => {
		let woken = 0;
		for (const { channel, owner } of await waitingKinds(tx)) {
			// To the owner or to somebody else: one may have an address while the other has none.
			if (!delivery.channel(channel)?.address(owner ? OWNER : 'somebody@example.org')) continue;
			woken += await enqueueDue(tx, channel, owner);
		}
		return woken;
	});
}

function waitingKinds(tx: Tx) {
	return tx
		.selectFrom('notifications')
		.select((eb) => ['channel', eb('recipient', '=', OWNER).$castTo<boolean>().as('owner')])
		.distinct()
		.where('status', '=', 'pending')
		.where('due_at', '<=', now(tx))
		.execute();
}

async function enqueueDue(tx: Tx, channel: string, owner: boolean): Promise<number> {
	const due = await tx
		.selectFrom('notifications')
		.select('id')
		.where('status', '=', 'pending')
		.where('due_at', '<=', now(tx))
		.where('channel', '=', channel)
		.where('recipient', owner ? '=' : '!=', OWNER)
		.orderBy('due_at')
		.limit(BATCH)
		.forUpdate()
		.skipLocked()
		.execute();
	const ids = due.map((row) => row.id);
	if (ids.length === 0) return 0;
	await tx
		.updateTable('notifications')
		.set({ due_at: new Date(now(tx).getTime() + JOB_LIVES_MS) })
		.where('id', 'in', ids)
		.execute();
	for (const id of ids) await contextOf(tx).enqueue(tx, DELIVER, { notification_id: id });
	return ids.length;
}
