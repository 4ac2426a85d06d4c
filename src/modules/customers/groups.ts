import { type Actor, authorise } from '#core/access.ts';
import type { Db, Tx } from '#core/db.ts';
import { problem } from '#core/errors.ts';
import { record } from '#core/events/record.ts';
import { customerGrouped } from './events.ts';
import { personOf } from './merges/person.ts';
import { canGroup } from './policy.ts';
import './tables.ts';

/** Says, as somebody on the team, to which groups a person belongs, whichever of their ids is named. Throws `not_found`, also for somebody erased. */
export async function setGroups(
	tx: Tx,
	actor: Actor,
	{ customer, groups }: { customer: string; groups: readonly string[] },
): Promise<void> {
	authorise(canGroup(actor), actor);
	const living = tx.selectFrom('customers').select('id').where('id', '=', customer).where('erased_at', 'is', null);
	if (!(await living.executeTakeFirst())) throw problem('not_found', { detail: 'There is no such customer.' });
	await putGroups(tx, actor, customer, groups);
}

/** The same for a caller who has checked whose it is, as the host site's word. */
export async function putGroups(tx: Tx, actor: Actor, customer: string, given: readonly string[]): Promise<void> {
	const groups = eachOnce(given);
	const before = await groupsOf(tx, customer);
	if (before.length === groups.length && before.every((group) => groups.includes(group))) return;
	await tx
		.updateTable('customers')
		.set({ groups })
		.where('id', 'in', await personOf(tx, customer))
		.where('erased_at', 'is', null)
		.execute();
	await record(tx, actor, customerGrouped, { subject: customer, customer, payload: { groups: groups.length } });
}

/** Of a person under all of their ids, in the order of the letters. */
export async function groupsOf(db: Db, customer: string): Promise<string[]> {
	const rows = await db
		.selectFrom('customers')
		.select('groups')
		.where('id', 'in', await personOf(db, customer))
		.execute();
	return eachOnce(rows.flatMap(({ groups }) => groups));
}

/** However it is written: `VIP` and `vip` are one group. */
function eachOnce(groups: readonly string[]): string[] {
	const known = new Map(groups.toReversed().map((group) => [group.toLowerCase(), group]));
	return [...known.values()].toSorted();
}
