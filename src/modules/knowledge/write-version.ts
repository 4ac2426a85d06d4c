import { type Actor, actorStamp } from '#core/access.ts';
import type { Tx } from '#core/db.ts';
import { record } from '#core/events/record.ts';
import { now } from '#core/transaction.ts';
import { translationWritten } from './events.ts';
import type { Source } from './tables.ts';
import type { Text } from './text.ts';

type NewVersion = Text & {
	article_id: string;
	lang: string;
	source: Source;
	checked_at: string | null;
};

type Before = { slug: string; published_at: Date | null } | undefined;

/**
 * Writes the translation's next version: the row customers read, the copy in its history, a redirect from an old address, the event. Gives its number.
 * The caller holds the lock of the row that was there before.
 */
export async function writeVersion(tx: Tx, actor: Actor, next: NewVersion, before: Before): Promise<number> {
	const at = now(tx);
	const version = before ? await nextVersion(tx, next.id) : 1;
	const published_at = next.status === 'published' ? (before?.published_at ?? at) : (before?.published_at ?? null);
	const text = {
		slug: next.slug,
		title: next.title,
		body: JSON.stringify(next.body),
		questions: JSON.stringify(next.questions),
	};
	const state = {
		...text,
		status: next.status,
		source: next.source,
		version,
		content_hash: next.content_hash,
		checked_at: next.checked_at,
		updated_at: at,
		published_at,
	};
	if (before)
		await tx
			.updateTable('translations')
			.set((eb) => ({ ...state, revision: eb('revision', '+', 1) }))
			.where('id', '=', next.id)
			.execute();
	else await insertTranslation(tx, next, state, at);
	await tx
		.insertInto('translation_versions')
		.values({
			translation_id: next.id,
			version,
			...text,
			status: next.status,
			source: next.source,
			actor: JSON.stringify(actorStamp(actor)),
			at,
		})
		.execute();
	if (before?.published_at && before.slug !== next.slug) await redirect(tx, next.lang, before.slug, next);
	const payload = { article_id: next.article_id, version, status: next.status, source: next.source };
	await record(tx, actor, translationWritten, { subject: next.id, lang: next.lang, payload });
	return version;
}

/** Of the history: it also holds working copies, which were never the text of the row. */
export async function nextVersion(tx: Tx, translationId: string): Promise<number> {
	const row = await tx
		.selectFrom('translation_versions')
		.select((eb) => eb.fn.max('version').as('newest'))
		.where('translation_id', '=', translationId)
		.executeTakeFirst();
	return (row?.newest ?? 0) + 1;
}

type State = Omit<NewVersion, 'id' | 'article_id' | 'lang' | 'body' | 'questions'> & {
	body: string;
	questions: string;
	version: number;
	updated_at: Date;
	published_at: Date | null;
};

async function insertTranslation(tx: Tx, next: NewVersion, state: State, at: Date): Promise<void> {
	const { id, article_id, lang } = next;
	await tx
		.insertInto('translations')
		.values({ id, article_id, lang, ...state, created_at: at, source_blocks: null, draft: null })
		.execute();
}

/** The old address leads to the new one; an address that comes back into use leads nowhere else. */
async function redirect(tx: Tx, lang: string, oldSlug: string, next: { id: string; slug: string }): Promise<void> {
	await tx.deleteFrom('redirects').where('lang', '=', lang).where('slug', '=', next.slug).execute();
	await tx
		.insertInto('redirects')
		.values({ lang, slug: oldSlug, translation_id: next.id, created_at: now(tx) })
		.onConflict((oc) => oc.columns(['lang', 'slug']).doUpdateSet({ translation_id: next.id }))
		.execute();
}
