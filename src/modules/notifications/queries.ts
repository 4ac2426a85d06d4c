import { type Actor, authorise } from '#core/access.ts';
import type { Db } from '#core/db.ts';
import type { Delivery } from '#core/delivery.ts';
import { canReadOutbox } from './policy.ts';
import './tables.ts';

/** How the outbox stands: counts by status, and the newest messages that have not left, with the reason. */
export async function outboxState(db: Db, delivery: Delivery, actor: Actor) {
	authorise(canReadOutbox(actor), actor);
	const counts = await db
		.selectFrom('notifications')
		.select((eb) => ['status', eb.fn.countAll<number>().as('count')])
		.groupBy('status')
		.execute();
	const held = await db
		.selectFrom('notifications')
		.select(['id', 'template', 'lang', 'channel', 'recipient', 'status', 'attempts', 'last_error', 'created_at'])
		.where('status', 'in', ['pending', 'failed'])
		.orderBy('created_at', 'desc')
		.limit(50)
		.execute();
	const count = (status: string) => counts.find((row) => row.status === status)?.count ?? 0;
	return {
		pending: count('pending'),
		sent: count('sent'),
		failed: count('failed'),
		held: held.map(({ recipient, created_at, ...row }) => ({
			...row,
			to: recipient,
			/** Waits until somebody sets the channel up, not for another try. */
			not_set_up: row.status === 'pending' && !delivery.channel(row.channel)?.address(recipient),
			created_at: created_at.toISOString(),
		})),
	};
}
