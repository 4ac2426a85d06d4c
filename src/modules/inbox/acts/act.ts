import { isDeepStrictEqual } from 'node:util';
import { type Actor, authorise } from '#core/access.ts';
import type { Tx } from '#core/db.ts';
import { isProblem, problem } from '#core/errors.ts';
import { newId } from '#core/ids.ts';
import { now, type Transact } from '#core/transaction.ts';
import { canSort } from '../policy.ts';
import '../tables.ts';
import { bringBack, type Part, type Sorted, sortedOf } from './state.ts';

/** What became of one: `done`, `unchanged`, or the code of why not. */
export type ActResult = { conversation_id: string; result: string };
export type UndoResult = ActResult & { not_undone: Part[] };

export type ActInput = { kind: string; macro?: string; conversations: readonly string[] };

/**
 * Does one thing to many conversations, each in a transaction of its own: who cannot be changed stops no other. `id` is null when nothing changed.
 * What was changed until a process died can be undone too.
 */
export async function actOnMany(
	transact: Transact,
	actor: Actor,
	{ kind, macro, conversations }: ActInput,
	step: (tx: Tx, conversation: string) => Promise<void>,
): Promise<{ id: string | null; results: ActResult[] }> {
	authorise(canSort(actor), actor);
	const id = await transact(async (tx) => {
		const act = { id: newId(now(tx)), kind, actor_id: actor.id, macro_id: macro ?? null, at: now(tx) };
		await tx.insertInto('inbox_acts').values(act).execute();
		return act.id;
	});
	const results: ActResult[] = [];
	for (const conversation_id of new Set(conversations)) {
		const result = await resultOf(() => transact((tx) => actOnOne(tx, actor, { act: id, conversation_id, step })));
		results.push({ conversation_id, result });
	}
	if (results.some(({ result }) => result === 'done')) return { id, results };
	await transact((tx) => tx.deleteFrom('inbox_acts').where('id', '=', id).execute());
	return { id: null, results };
}

type One = { act: string; conversation_id: string; step: (tx: Tx, conversation: string) => Promise<void> };

async function actOnOne(tx: Tx, actor: Actor, { act, conversation_id: given, step }: One): Promise<string> {
	const { conversation, sorted: before } = await sortedOf(tx, actor, given);
	await step(tx, conversation.id);
	const { conversation: then, sorted: after } = await sortedOf(tx, actor, given);
	if (then.version === conversation.version) return 'unchanged';
	await tx
		.insertInto('inbox_act_items')
		.values({
			act_id: act,
			conversation_id: conversation.id,
			before: JSON.stringify(before),
			after: JSON.stringify(after),
		})
		// One of them may be merged into another of them.
		.onConflict((oc) => oc.columns(['act_id', 'conversation_id']).doUpdateSet({ after: JSON.stringify(after) }))
		.execute();
	return 'done';
}

/** Undoes what an act changed, once: each part that is still as the act left it. What could not be undone is named. */
export async function undoInboxAct(transact: Transact, actor: Actor, id: string): Promise<{ results: UndoResult[] }> {
	authorise(canSort(actor), actor);
	const items = await transact((tx) => claim(tx, actor, id));
	const results: UndoResult[] = [];
	for (const item of items) {
		let not_undone: Part[] = [];
		const result = await resultOf(() =>
			transact(async (tx) => {
				not_undone = await undoOne(tx, actor, item);
				return 'done';
			}),
		);
		results.push({ conversation_id: item.conversation_id, result, not_undone });
	}
	return { results };
}

type Item = { conversation_id: string; before: Sorted; after: Sorted };

async function claim(tx: Tx, actor: Actor, id: string): Promise<Item[]> {
	const claimed = await tx
		.updateTable('inbox_acts')
		.set({ undone_at: now(tx) })
		.where('id', '=', id)
		.where('actor_id', '=', actor.id)
		.where('undone_at', 'is', null)
		.executeTakeFirst();
	if (claimed.numUpdatedRows > 0n)
		return tx
			.selectFrom('inbox_act_items')
			.select(['conversation_id', 'before', 'after'])
			.where('act_id', '=', id)
			.orderBy('conversation_id')
			.execute();
	const own = tx.selectFrom('inbox_acts').select('id').where('id', '=', id).where('actor_id', '=', actor.id);
	throw (await own.executeTakeFirst())
		? problem('conflict', { detail: 'This was undone already.' })
		: problem('not_found');
}

/** In this order: whoever is back with the team can be assigned and put off again. */
const PARTS: readonly Part[] = ['status', 'holder', 'team', 'assignee', 'tags', 'links', 'snoozed_until', 'said'];

async function undoOne(tx: Tx, actor: Actor, { conversation_id: conversation, before, after }: Item): Promise<Part[]> {
	const { sorted: current } = await sortedOf(tx, actor, conversation);
	const not: Part[] = [];
	for (const part of PARTS) {
		if (isDeepStrictEqual(before[part], after[part])) continue;
		const still = isDeepStrictEqual(current[part], after[part]);
		if (!still || !(await bringBack(tx, actor, { conversation, part, before, after }))) not.push(part);
	}
	return not;
}

async function resultOf(act: () => Promise<string>): Promise<string> {
	try {
		return await act();
	} catch (error) {
		if (isProblem(error) && error.status < 500) return error.code;
		throw error;
	}
}
