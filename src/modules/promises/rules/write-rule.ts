import { type Actor, authorise } from '#core/access.ts';
import type { Tx } from '#core/db.ts';
import { problem } from '#core/errors.ts';
import { record } from '#core/events/record.ts';
import { newId } from '#core/ids.ts';
import { now } from '#core/transaction.ts';
import { ruleChanged, ruleMade } from '../events.ts';
import { MOST_RULES, type RuleInput } from '../kinds.ts';
import { canSetRules } from '../policy.ts';
import '../tables.ts';

/** Puts a rule behind the others. Throws `invalid_input` for a calendar that is gone. */
export async function makeRule(tx: Tx, actor: Actor, input: RuleInput): Promise<{ id: string }> {
	authorise(canSetRules(actor), actor);
	await requireCalendar(tx, input.calendar_id);
	const { last, count } = await tx
		.selectFrom('promise_rules')
		.select(({ fn }) => [fn.max('position').as('last'), fn.countAll<number>().as('count')])
		.where('removed_at', 'is', null)
		.executeTakeFirstOrThrow();
	if (count >= MOST_RULES) throw refused('kind', 'too_many', `There can be ${MOST_RULES} rules at most.`);
	const id = newId(now(tx));
	const values = { ...input, ladder: JSON.stringify(input.ladder), position: (last ?? 0) + 1 };
	await tx
		.insertInto('promise_rules')
		.values({ ...values, id, created_at: now(tx) })
		.execute();
	await record(tx, actor, ruleMade, { subject: id, payload: { kind: input.kind } });
	return { id };
}

/** Says all of a rule anew, for promises made from now on. Throws `not_found`, and `invalid_input` for a calendar that is gone. */
export async function changeRule(tx: Tx, actor: Actor, { id, ...input }: RuleInput & { id: string }): Promise<void> {
	authorise(canSetRules(actor), actor);
	await requireCalendar(tx, input.calendar_id);
	const { numUpdatedRows } = await tx
		.updateTable('promise_rules')
		.set({ ...input, ladder: JSON.stringify(input.ladder) })
		.where('id', '=', id)
		.where('removed_at', 'is', null)
		.executeTakeFirst();
	if (!numUpdatedRows) throw problem('not_found', { detail: 'There is no such rule.' });
	await record(tx, actor, ruleChanged, { subject: id, payload: { kind: input.kind } });
}

/** Locked, so that it cannot be removed meanwhile. */
async function requireCalendar(tx: Tx, id: string | null): Promise<void> {
	if (id === null) return;
	const found = await tx
		.selectFrom('calendars')
		.select('id')
		.where('id', '=', id)
		.where('removed_at', 'is', null)
		.forShare()
		.executeTakeFirst();
	if (!found) throw refused('calendar_id', 'not_found', 'There is no such calendar.');
}

const refused = (path: string, code: string, message: string) =>
	problem('invalid_input', { detail: message, errors: [{ path, code, message }] });
