import { isDeepStrictEqual } from 'node:util';
import { type Actor, actorStamp, authorise } from '#core/access.ts';
import type { Tx } from '#core/db.ts';
import { problem } from '#core/errors.ts';
import { newId } from '#core/ids.ts';
import { touch } from '#core/refresh.ts';
import { now } from '#core/transaction.ts';
import { canWrite } from '../../policy.ts';
import { KNOWLEDGE } from '../../topic.ts';
import '../tables.ts';

/** Why an act left one out. */
export type Refusal =
	'not_found' | 'in_trash' | 'not_in_trash' | 'no_such_language' | 'never_written' | 'changed_since';

/** How a kind of act reads and changes what it works on. A state is JSON and says all that undoing needs. */
export type ActKind<State extends object, Input> = {
	name: string;
	/** Locks the rows, in one order for all. What does not exist is left out. When it is to be undone, `back` are the states from before. */
	read(tx: Tx, ids: readonly string[], input?: Input, back?: readonly State[]): Promise<Map<string, State | Refusal>>;
	/** Changes what has to change; answers the new states of those, and who was refused. */
	apply(tx: Tx, actor: Actor, states: ReadonlyMap<string, State>, input: Input): Promise<Applied<State>>;
	/** Brings each back to a state it had. */
	revert(tx: Tx, actor: Actor, states: ReadonlyMap<string, State>): Promise<{ touched: string[] }>;
	/** What of a state must be as the act left it for undoing to be right. */
	mark(state: State): unknown;
};

export type Applied<State> = { after: Map<string, State>; refused?: Map<string, Refusal>; touched: string[] };

export type ActReport = { changed: number; unchanged: number; failed: { id: string; code: Refusal }[] };

/** Does one thing to many. Who cannot be changed is named and stops no other. `id` is null when nothing changed, so that there is nothing to undo. */
export async function act<State extends object, Input>(
	tx: Tx,
	actor: Actor,
	kind: ActKind<State, Input>,
	{ ids, ...input }: Input & { ids: readonly string[] },
): Promise<ActReport & { id: string | null }> {
	authorise(canWrite(actor), actor);
	const wanted = [...new Set(ids)].toSorted();
	const { states, failed } = sorted(wanted, await kind.read(tx, wanted, input as Input));
	const { after, refused = new Map(), touched } = await kind.apply(tx, actor, states, input as Input);
	failed.push(...[...refused].map(([id, code]) => ({ id, code })));
	const id = after.size > 0 ? await keep(tx, actor, kind.name, states, after) : null;
	if (touched.length > 0) await touch(tx, KNOWLEDGE, touched);
	return { id, changed: after.size, unchanged: states.size - after.size - refused.size, failed };
}

/** Undoes an act, once. What changed since stays as it is and is named. Throws `not_found`, or `conflict` the second time. */
export async function undoAct(
	tx: Tx,
	actor: Actor,
	kinds: readonly ActKind<never, never>[],
	id: string,
): Promise<ActReport> {
	authorise(canWrite(actor), actor);
	const kind = await claim(tx, actor, kinds, id);
	const items = await tx
		.selectFrom('knowledge_act_items')
		.select(['subject_id', 'before', 'after'])
		.where('act_id', '=', id)
		.orderBy('subject_id')
		.execute();
	const wanted = items.map((item) => item.subject_id);
	const earlier = items.map(({ before }) => before);
	const { states, failed } = sorted(wanted, await kind.read(tx, wanted, undefined, earlier));
	const back = new Map<string, object>();
	for (const { subject_id, before, after } of items) {
		const current = states.get(subject_id);
		if (current && isDeepStrictEqual(kind.mark(current), kind.mark(after))) back.set(subject_id, before);
		else if (current) failed.push({ id: subject_id, code: 'changed_since' });
	}
	const { touched } = await kind.revert(tx, actor, back);
	if (touched.length > 0) await touch(tx, KNOWLEDGE, touched);
	return { changed: back.size, unchanged: 0, failed };
}

function sorted<State extends object>(wanted: readonly string[], found: ReadonlyMap<string, State | Refusal>) {
	const states = new Map<string, State>();
	const failed: ActReport['failed'] = [];
	for (const id of wanted) {
		const state = found.get(id) ?? 'not_found';
		if (typeof state === 'string') failed.push({ id, code: state });
		else states.set(id, state);
	}
	return { states, failed };
}

async function keep(
	tx: Tx,
	actor: Actor,
	kind: string,
	before: ReadonlyMap<string, object>,
	after: ReadonlyMap<string, object>,
): Promise<string> {
	const id = newId(now(tx));
	const stamp = JSON.stringify(actorStamp(actor));
	const row = { id, kind, actor: stamp, at: now(tx), undone_at: null, undone_by: null };
	await tx.insertInto('knowledge_acts').values(row).execute();
	const items = [...after].map(([subject_id, state]) => ({
		act_id: id,
		subject_id,
		before: JSON.stringify(before.get(subject_id)),
		after: JSON.stringify(state),
	}));
	await tx.insertInto('knowledge_act_items').values(items).execute();
	return id;
}

/** The row is the lock: of two who undo at once one waits and then finds it done. */
async function claim(tx: Tx, actor: Actor, kinds: readonly ActKind<never, never>[], id: string) {
	const claimed = await tx
		.updateTable('knowledge_acts')
		.set({ undone_at: now(tx), undone_by: JSON.stringify(actorStamp(actor)) })
		.where('id', '=', id)
		.where('undone_at', 'is', null)
		.returning('kind')
		.executeTakeFirst();
	const kind = kinds.find(({ name }) => name === claimed?.kind);
	if (kind) return kind as unknown as ActKind<object, undefined>;
	const known = await tx.selectFrom('knowledge_acts').select('id').where('id', '=', id).executeTakeFirst();
	throw known ? problem('conflict', { detail: 'This was undone already.' }) : problem('not_found');
}
