import { type Actor, authorise } from '#core/access.ts';
import type { Tx } from '#core/db.ts';
import { record } from '#core/events/record.ts';
import { newId } from '#core/ids.ts';
import { now } from '#core/transaction.ts';
import { setMade } from '../events.ts';
import { canWriteTests } from '../policy.ts';
import '../tables.ts';
import { named } from './named.ts';

/** Begins a test set. `guards`: it is asked before anything is published. Throws `invalid_input` when the name is taken. */
export async function makeSet(
	tx: Tx,
	actor: Actor,
	{ name, guards }: { name: string; guards: boolean },
): Promise<{ id: string }> {
	authorise(canWriteTests(actor), actor);
	const id = newId(now(tx));
	await named(
		tx
			.insertInto('test_sets')
			.values({ id, name, guards, created_at: now(tx), removed_at: null })
			.execute(),
	);
	await record(tx, actor, setMade, { subject: id, payload: { guards } });
	return { id };
}
