import type { Selectable, Updateable } from 'kysely';
import { SYSTEM } from '#core/access.ts';
import type { Db, Tables, Tx } from '#core/db.ts';
import type { Channel, Delivery, PutResult } from '#core/delivery.ts';
import { record } from '#core/events/record.ts';
import type { Say } from '#core/i18n/say.ts';
import type { JobKind } from '#core/jobs.ts';
import type { Settings } from '#core/settings.ts';
import { now, type Transact } from '#core/transaction.ts';
import { notificationFailed, notificationSent } from './events.ts';
import { DELIVER, JOB_LIVES_MS } from './notify.ts';
import { render, type Rendered } from './render/render.ts';
import './tables.ts';
import { isSecret, templateCalled } from './templates/all.ts';

/** What sending needs of the app. */
export type Outbox = { db: Db; transact: Transact; settings: Settings; delivery: Delivery; say: Say };

/** With the queue's doubling delay (10 s, then up to an hour) about a day in all. */
const RETRIES = 30;

/** Well above the 30 seconds a channel may take. */
const CLAIM_MS = 5 * 60_000;

type Row = Selectable<Tables['notifications']>;

export function deliverJob(outbox: Outbox): JobKind<{ notification_id: string }> {
	return { name: DELIVER, retries: RETRIES, handle: ({ notification_id }) => deliver(outbox, notification_id) };
}

/**
 * Sends one notification if it still waits and nobody else has it in hand, and writes down what became of it.
 * Throws when it should be tried again later, so that the queue waits longer each time.
 */
export async function deliver(outbox: Outbox, id: string): Promise<void> {
	const waiting = await outbox.db
		.selectFrom('notifications')
		.select(['channel', 'recipient'])
		.where('id', '=', id)
		.where('status', '=', 'pending')
		.executeTakeFirst();
	if (!waiting) return;
	const channel = outbox.delivery.channel(waiting.channel);
	const address = channel?.address(waiting.recipient);
	if (!channel || !address) return park(outbox, id);
	const row = await claim(outbox, id);
	if (!row) return;
	if (await isOvertaken(outbox, row)) return;
	const result = await send(outbox, channel, address, row);
	const settled = await settle(outbox, row, result);
	// Why is in the row: what a server says may name the person.
	if (!settled) throw new Error(`notification ${id} was not taken, attempt ${row.attempts}`);
}

/** Due at once: `wake` sends it as soon as the channel is set up. */
async function park({ transact }: Outbox, id: string): Promise<void> {
	await transact((tx) =>
		tx
			.updateTable('notifications')
			.set({ due_at: now(tx) })
			.where('id', '=', id)
			.where('status', '=', 'pending')
			.execute(),
	);
}

async function claim({ transact }: Outbox, id: string): Promise<Row | undefined> {
	return transact((tx) =>
		tx
			.updateTable('notifications')
			.set((eb) => ({
				attempts: eb('attempts', '+', 1),
				claimed_until: new Date(now(tx).getTime() + CLAIM_MS),
				due_at: new Date(now(tx).getTime() + JOB_LIVES_MS),
			}))
			.where('id', '=', id)
			.where('status', '=', 'pending')
			.where((eb) => eb.or([eb('claimed_until', 'is', null), eb('claimed_until', '<', now(tx))]))
			.returningAll()
			.executeTakeFirst(),
	);
}

/** What no longer holds is not sent, and its row goes. Args of another shape are for `send` to tell. */
async function isOvertaken({ transact }: Outbox, { id, template: name, args }: Row): Promise<boolean> {
	const template = templateCalled(name);
	const parsed = template?.args.safeParse(args);
	if (!template?.stands || !parsed?.success) return false;
	const { data } = parsed;
	return transact(async (tx) => {
		if (await template.stands?.(tx, data)) return false;
		await tx.deleteFrom('notifications').where('id', '=', id).where('status', '=', 'pending').execute();
		return true;
	});
}

async function send(outbox: Outbox, channel: Channel, to: string, row: Row): Promise<PutResult> {
	let rendered: Rendered;
	try {
		rendered = render(outbox, row.template, row.args, row.lang);
	} catch (error) {
		return { ok: false, retry: false, error: `It cannot be written: ${(error as Error).message}` };
	}
	return channel.put({ ...rendered, id: row.id, to });
}

/** Writes down the result; false when it is to be tried again. */
async function settle({ transact }: Outbox, row: Row, result: PutResult): Promise<boolean> {
	if (!result.ok && result.retry && row.attempts <= RETRIES) {
		await transact((tx) => change(tx, row.id, { claimed_until: null, last_error: result.error }));
		return false;
	}
	await transact(async (tx) => {
		const done = result.ok
			? ({ status: 'sent', sent_at: now(tx), last_error: null } as const)
			: ({ status: 'failed', last_error: result.error } as const);
		const forgotten = isSecret(row.template) && { args: '{}' };
		const changed = await change(tx, row.id, { ...done, ...forgotten, claimed_until: null });
		const { template, channel, attempts } = row;
		if (changed)
			await record(tx, SYSTEM, result.ok ? notificationSent : notificationFailed, {
				subject: row.id,
				channel,
				lang: row.lang,
				payload: { template, channel, attempts },
			});
	});
	return true;
}

/** False when it is no longer pending: somebody else settled it. */
async function change(tx: Tx, id: string, values: Updateable<Tables['notifications']>): Promise<boolean> {
	const result = await tx
		.updateTable('notifications')
		.set(values)
		.where('id', '=', id)
		.where('status', '=', 'pending')
		.executeTakeFirst();
	return result.numUpdatedRows > 0n;
}
