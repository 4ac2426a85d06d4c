import { type Actor, authorise } from '#core/access.ts';
import type { Db, Tx } from '#core/db.ts';
import { problem } from '#core/errors.ts';
import { record } from '#core/events/record.ts';
import { newId } from '#core/ids.ts';
import { now, type Transact } from '#core/transaction.ts';
import { actOnMany } from '../acts/act.ts';
import { macroRemoved, macroSaved } from '../events.ts';
import { canChangeOwned, canReadInbox } from '../policy.ts';
import '../tables.ts';
import type { MacroStep } from './steps.ts';
import { takeStep } from './take-step.ts';

export type Macro = { id: string; title: string; steps: MacroStep[]; is_shared: boolean };
const MOST_MACROS = 500;

export async function listMacros(db: Db, actor: Actor): Promise<Macro[]> {
	authorise(canReadInbox(actor), actor);
	const rows = await macrosOf(db, actor).orderBy('title').limit(MOST_MACROS).execute();
	return rows.map(({ owner_id, ...row }) => ({ ...row, is_shared: owner_id === null }));
}

/** Makes a macro, or says all of one anew. */
export async function saveMacro(
	tx: Tx,
	actor: Actor,
	{ id, title, steps, is_shared }: Omit<Macro, 'id'> & { id?: string },
): Promise<string> {
	const owner_id = is_shared ? null : actor.id;
	authorise(canChangeOwned(actor, { owner_id }), actor);
	const row = { title, owner_id, steps: JSON.stringify(steps), updated_at: now(tx) };
	const subject = id ?? newId(now(tx));
	if (id === undefined)
		await tx
			.insertInto('macros')
			.values({ ...row, id: subject, created_at: now(tx) })
			.execute();
	else {
		authorise(canChangeOwned(actor, await readMacro(tx, actor, id)), actor);
		await tx.updateTable('macros').set(row).where('id', '=', id).execute();
	}
	await record(tx, actor, macroSaved, { subject, payload: {} });
	return subject;
}

export async function removeMacro(tx: Tx, actor: Actor, id: string): Promise<void> {
	authorise(canChangeOwned(actor, await readMacro(tx, actor, id)), actor);
	await tx.deleteFrom('macros').where('id', '=', id).execute();
	await record(tx, actor, macroRemoved, { subject: id, payload: {} });
}

type Run = { id: string; conversations: readonly string[]; zone: string };

/** All steps in one conversation, or none; who cannot be changed stops no other. */
export async function runMacro(db: Db, transact: Transact, actor: Actor, { id, conversations, zone }: Run) {
	const { steps } = await readMacro(db, actor, id);
	return actOnMany(transact, actor, { kind: 'macro', macro: id, conversations }, async (tx, conversation) => {
		for (const step of steps) await takeStep(tx, actor, step, { conversation, zone });
	});
}

async function readMacro(db: Db, actor: Actor, id: string) {
	const macro = await macrosOf(db, actor).where('id', '=', id).executeTakeFirst();
	if (!macro) throw problem('not_found', { detail: 'There is no such macro.' });
	return macro;
}

const macrosOf = (db: Db, actor: Actor) =>
	db
		.selectFrom('macros')
		.select(['id', 'owner_id', 'title', 'steps'])
		.where((eb) => eb.or([eb('owner_id', 'is', null), eb('owner_id', '=', actor.id)]));
