import { type Actor, authorise } from '#core/access.ts';
import type { Tx } from '#core/db.ts';
import { record } from '#core/events/record.ts';
import { setChanged } from '../events.ts';
import { canWriteTests } from '../policy.ts';
import { lockSet } from './lock-set.ts';
import { named } from './named.ts';

type Change = { id: string; name?: string | undefined; guards?: boolean | undefined };

/** Gives a set another name, or says whether it guards. Throws `not_found`, and `invalid_input` when the name is taken. */
export async function changeSet(tx: Tx, actor: Actor, { id, name, guards }: Change): Promise<void> {
	authorise(canWriteTests(actor), actor);
	const set = await lockSet(tx, id);
	const next = { name: name ?? set.name, guards: guards ?? set.guards };
	if (next.name === set.name && next.guards === set.guards) return;
	await named(tx.updateTable('test_sets').set(next).where('id', '=', id).execute());
	await record(tx, actor, setChanged, { subject: id, payload: { guards: next.guards } });
}
