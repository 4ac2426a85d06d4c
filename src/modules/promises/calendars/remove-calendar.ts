import { type Actor, authorise } from '#core/access.ts';
import type { Tx } from '#core/db.ts';
import { problem } from '#core/errors.ts';
import { record } from '#core/events/record.ts';
import { now } from '#core/transaction.ts';
import { calendarRemoved, calendarReturned } from '../events.ts';
import { canSetRules } from '../policy.ts';
import { named } from './write-calendar.ts';
import '../tables.ts';

/** Throws `not_found`, and `conflict` while a rule counts by it. */
export async function removeCalendar(tx: Tx, actor: Actor, id: string): Promise<void> {
	authorise(canSetRules(actor), actor);
	const { numUpdatedRows } = await tx
		.updateTable('calendars')
		.set({ removed_at: now(tx) })
		.where('id', '=', id)
		.where('removed_at', 'is', null)
		.executeTakeFirst();
	if (!numUpdatedRows) throw problem('not_found', { detail: 'There is no such calendar.' });
	const rule = await tx
		.selectFrom('promise_rules')
		.select('id')
		.where('calendar_id', '=', id)
		.where('removed_at', 'is', null)
		.executeTakeFirst();
	if (rule) throw problem('conflict', { detail: 'A rule counts by this calendar.' });
	await record(tx, actor, calendarRemoved, { subject: id, payload: {} });
}

/** Undoes it. Throws `not_found`, and `invalid_input` when another has taken the name. */
export async function returnCalendar(tx: Tx, actor: Actor, id: string): Promise<void> {
	authorise(canSetRules(actor), actor);
	const { numUpdatedRows } = await named(
		tx
			.updateTable('calendars')
			.set({ removed_at: null })
			.where('id', '=', id)
			.where('removed_at', 'is not', null)
			.executeTakeFirst(),
	);
	if (!numUpdatedRows) throw problem('not_found', { detail: 'There is no such calendar.' });
	await record(tx, actor, calendarReturned, { subject: id, payload: {} });
}
