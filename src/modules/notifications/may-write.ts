import type { Tx } from '#core/db.ts';
import { now } from '#core/transaction.ts';
import './tables.ts';

/** The address is only claimed: whoever types somebody else's must not be able to fill their mailbox through us. */
const MAILS_AN_HOUR = 5;

export async function mayWrite(tx: Tx, email: string): Promise<boolean> {
	const { count } = await tx
		.selectFrom('notifications')
		.select((eb) => eb.fn.countAll<number>().as('count'))
		.where('recipient', '=', email)
		.where('created_at', '>', new Date(now(tx).getTime() - 3_600_000))
		.executeTakeFirstOrThrow();
	return count < MAILS_AN_HOUR;
}
