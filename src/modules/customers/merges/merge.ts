import { type Actor, actorStamp, authorise } from '#core/access.ts';
import type { Tx } from '#core/db.ts';
import { problem } from '#core/errors.ts';
import { record } from '#core/events/record.ts';
import { newId } from '#core/ids.ts';
import { now } from '#core/transaction.ts';
import { customerMerged } from '../events.ts';
import { canMerge } from '../policy.ts';
import type { Evidence } from '../tables.ts';
import { lockMerges, personOf } from './person.ts';

/**
 * Says, as somebody on the team, that one customer is another. No row moves: whatever either wrote stays under the id it was written with. Returns the id
 * of the merge. Throws `not_found`, or `conflict` for two who are one already and for somebody who was merged into another.
 */
export async function mergeCustomers(
	tx: Tx,
	actor: Actor,
	{ from, into, note }: { from: string; into: string; note: string },
): Promise<string> {
	authorise(canMerge(actor), actor);
	await lockMerges(tx);
	if (!(await areLiving(tx, [from, into]))) throw problem('not_found', { detail: 'There is no such customer.' });
	if (await areOne(tx, from, into)) throw problem('conflict', { detail: 'These two are one customer already.' });
	if (await isMerged(tx, from))
		throw problem('conflict', { detail: 'This customer was merged into another. Undo that first.' });
	return addMerge(tx, actor, { from, into, why: 'staff', note });
}

/**
 * The customer of a device turned out to be one we know. Two who were each proved stay two, since people share devices, and so does whoever was merged into
 * somebody else: there the team decides. Answers whether they are one now.
 */
export async function joinDevice(
	tx: Tx,
	actor: Actor,
	proof: { from: string; into: string; why: Evidence; identity: string },
): Promise<boolean> {
	await lockMerges(tx);
	if (await areOne(tx, proof.from, proof.into)) return true;
	if ((await isProved(tx, proof.from)) || (await isMerged(tx, proof.from))) return false;
	await addMerge(tx, actor, proof);
	return true;
}

type Merge = { from: string; into: string; why: Evidence; note?: string; identity?: string };

async function addMerge(tx: Tx, actor: Actor, { from, into, why, note, identity }: Merge): Promise<string> {
	const id = newId(now(tx));
	await tx
		.insertInto('customer_merges')
		.values({
			id,
			from_id: from,
			into_id: into,
			why,
			note: note ?? null,
			identity_id: identity ?? null,
			actor: JSON.stringify(actorStamp(actor)),
			at: now(tx),
		})
		.execute();
	const payload = { merge_id: id, from_id: from, why };
	await record(tx, actor, customerMerged, { subject: into, customer: into, payload });
	return id;
}

async function areLiving(tx: Tx, ids: string[]): Promise<boolean> {
	const living = await tx
		.selectFrom('customers')
		.select('id')
		.where('id', 'in', ids)
		.where('erased_at', 'is', null)
		.execute();
	return living.length === new Set(ids).size;
}

const areOne = async (tx: Tx, one: string, other: string) => (await personOf(tx, one)).includes(other);

async function isMerged(tx: Tx, id: string): Promise<boolean> {
	const row = await tx.selectFrom('customer_merges').select('id').where('from_id', '=', id).executeTakeFirst();
	return row !== undefined;
}

async function isProved(tx: Tx, id: string): Promise<boolean> {
	const row = await tx
		.selectFrom('identities')
		.select('id')
		.where('customer_id', '=', id)
		.where('level', '=', 'verified')
		.executeTakeFirst();
	return row !== undefined;
}
