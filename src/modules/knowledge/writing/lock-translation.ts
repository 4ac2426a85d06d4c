import type { Tx } from '#core/db.ts';
import { problem } from '#core/errors.ts';
import '../tables.ts';
import { keepFacts } from '../organise/facts/keep-facts.ts';
import { readCopy } from './read-copy.ts';

export type TranslationRef = { article_id: string; lang: string };

/** The revision of the text that an act was based on. */
export type Based = TranslationRef & { revision: number };

const columns = [
	'id',
	'article_id',
	'lang',
	'slug',
	'title',
	'status',
	'version',
	'revision',
	'source',
	'content_hash',
	'checked_at',
	'published_at',
] as const;

export type Locked = Awaited<ReturnType<typeof lockTranslation>>;

/** The translation without its text, locked: whoever else would change it or its working copy waits. Throws `not_found`. */
export async function lockTranslation(tx: Tx, { article_id, lang }: TranslationRef) {
	const row = await tx
		.selectFrom('translations')
		.select(columns)
		.where('article_id', '=', article_id)
		.where('lang', '=', lang)
		.forUpdate()
		.executeTakeFirst();
	if (!row) throw problem('not_found', { detail: 'There is no such translation.' });
	return row;
}

/** As `lockTranslation`, for an act based on this revision: over a newer one it throws `conflict` with how the text stands now. */
export async function lockAt(tx: Tx, { revision, ...ref }: Based): Promise<Locked> {
	const translation = await lockTranslation(tx, ref);
	await refuseStale(tx, translation, revision);
	return translation;
}

export async function refuseStale(tx: Tx, translation: Locked, revision: number): Promise<void> {
	if (translation.revision === revision) return;
	throw problem('conflict', {
		detail: 'Somebody changed this text meanwhile.',
		current: await readCopy(tx, translation.id),
	});
}

/** Says that the text an editor shows is another now, so that lists find it by its words. Gives the new revision. */
export async function nextRevision(tx: Tx, translationId: string): Promise<number> {
	const { revision } = await tx
		.updateTable('translations')
		.set((eb) => ({ revision: eb('revision', '+', 1) }))
		.where('id', '=', translationId)
		.returning('revision')
		.executeTakeFirstOrThrow();
	await keepFacts(tx, [translationId]);
	return revision;
}
