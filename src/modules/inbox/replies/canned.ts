import { type Actor, authorise } from '#core/access.ts';
import type { Db, Tx } from '#core/db.ts';
import { isConstraint, problem } from '#core/errors.ts';
import { record } from '#core/events/record.ts';
import { newId } from '#core/ids.ts';
import { now } from '#core/transaction.ts';
import { baseLang } from '#core/text/languages.ts';
import { cannedReplyRemoved, cannedReplySaved } from '../events.ts';
import { canChangeOwned, canReadInbox } from '../policy.ts';
import '../tables.ts';

/** `bodies`: the text by language, at least one; `shortcut` without its slash. */
export type CannedInput = {
	title: string;
	shortcut: string | null;
	folder: string;
	bodies: Record<string, string>;
	is_shared: boolean;
};
export type CannedReply = CannedInput & { id: string; updated_at: Date };

const MOST_LISTED = 1_000;

/** One's own and everybody's, by folder and title; `q` looks in title, shortcut and text. */
export async function listCannedReplies(db: Db, actor: Actor, q = ''): Promise<CannedReply[]> {
	authorise(canReadInbox(actor), actor);
	const rows = await ownedBy(db, actor).orderBy('folder').orderBy('title').limit(MOST_LISTED).execute();
	const wanted = folded(q).replace(/^\//, '');
	return rows
		.filter(({ title, shortcut, bodies }) =>
			[title, shortcut ?? '', ...Object.values(bodies)].some((text) => folded(text).includes(wanted)),
		)
		.map(({ owner_id, ...row }) => ({ ...row, is_shared: owner_id === null }));
}

const folded = (text: string) => text.normalize('NFC').toLocaleLowerCase();

/** The text of a reply in a language: as it is, in another script or region of it, else in the first that there is. */
export function bodyIn(bodies: Record<string, string>, lang: string): string {
	const near = Object.keys(bodies).find((key) => baseLang(key) === baseLang(lang));
	return bodies[lang] ?? (near && bodies[near]) ?? Object.values(bodies)[0] ?? '';
}

/** Makes a reply, or says all of one anew. Throws `conflict` for a shortcut that is taken. */
export async function saveCannedReply(
	tx: Tx,
	actor: Actor,
	{ id, is_shared, bodies, ...rest }: CannedInput & { id?: string },
): Promise<string> {
	const owner_id = is_shared ? null : actor.id;
	authorise(canChangeOwned(actor, { owner_id }), actor);
	if (id !== undefined) await requireOwned(tx, actor, id);
	const row = { ...rest, owner_id, bodies: JSON.stringify(bodies), updated_at: now(tx) };
	const saved = await (
		id === undefined
			? tx
					.insertInto('canned_replies')
					.values({ ...row, id: newId(now(tx)), created_at: now(tx) })
					.returning('id')
			: tx.updateTable('canned_replies').set(row).where('id', '=', id).returning('id')
	)
		.executeTakeFirstOrThrow()
		.catch((error: unknown) => {
			throw isConstraint(error) ? problem('conflict', { detail: 'There is a reply with this shortcut.' }) : error;
		});
	await record(tx, actor, cannedReplySaved, { subject: saved.id, payload: {} });
	return saved.id;
}

export async function removeCannedReply(tx: Tx, actor: Actor, id: string): Promise<void> {
	await requireOwned(tx, actor, id);
	await tx.deleteFrom('canned_replies').where('id', '=', id).execute();
	await record(tx, actor, cannedReplyRemoved, { subject: id, payload: {} });
}

/** Somebody else's own is as good as none. */
export async function readCannedReply(db: Db, actor: Actor, id: string) {
	const reply = await ownedBy(db, actor).where('id', '=', id).executeTakeFirst();
	if (!reply) throw problem('not_found', { detail: 'There is no such reply.' });
	return reply;
}

async function requireOwned(tx: Tx, actor: Actor, id: string): Promise<void> {
	authorise(canChangeOwned(actor, await readCannedReply(tx, actor, id)), actor);
}

const ownedBy = (db: Db, actor: Actor) =>
	db
		.selectFrom('canned_replies')
		.select(['id', 'owner_id', 'title', 'shortcut', 'folder', 'bodies', 'updated_at'])
		.where((eb) => eb.or([eb('owner_id', 'is', null), eb('owner_id', '=', actor.id)]));
