import type { Tx } from '#core/db.ts';
import { newId } from '#core/ids.ts';
import { contextOf, now } from '#core/transaction.ts';
import './tables.ts';
import { type TemplateArgs, type TemplateName, TEMPLATES } from './templates/all.ts';

export const DELIVER = 'notifications.deliver';

/** Longer than the slowest retry, so that a row with a living job is never due. */
export const JOB_LIVES_MS = 2 * 3_600_000;

export type Notice<T extends TemplateName> = {
	template: T;
	/** BCP 47; the nearest language the program speaks is taken. */
	lang: string;
	channel: 'email';
	/** An address, or `OWNER`. */
	to: string;
	args: TemplateArgs<T>;
	/** Whose words or address it holds: erased with them. */
	customer?: string;
	/** The same key twice writes one row: for acts that may run again. */
	dedupeKey?: string;
};

/** Queues a message that leaves if, and only if, `tx` commits. Returns its id, or nothing when `dedupeKey` was used before. */
export async function notify<T extends TemplateName>(tx: Tx, notice: Notice<T>): Promise<string | undefined> {
	const template = TEMPLATES[notice.template];
	const at = now(tx);
	const row = await tx
		.insertInto('notifications')
		.values({
			id: newId(at),
			template: notice.template,
			lang: notice.lang,
			channel: notice.channel,
			recipient: notice.to,
			customer_id: notice.customer ?? null,
			args: JSON.stringify(template.args.parse(notice.args)),
			dedupe_key: notice.dedupeKey ?? null,
			due_at: new Date(at.getTime() + JOB_LIVES_MS),
			created_at: at,
		})
		.onConflict((oc) => oc.column('dedupe_key').doNothing())
		.returning('id')
		.executeTakeFirst();
	if (!row) return undefined;
	await contextOf(tx).enqueue(tx, DELIVER, { notification_id: row.id });
	return row.id;
}
