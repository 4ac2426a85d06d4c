import { type Actor, authorise } from '#core/access.ts';
import type { Tx } from '#core/db.ts';
import { problem } from '#core/errors.ts';
import { record } from '#core/events/record.ts';
import { translationBegun } from '../events.ts';
import { canWrite } from '../policy.ts';
import '../tables.ts';
import type { TranslationRef } from './lock-translation.ts';
import { sourceOf, versionOfSource } from './source.ts';
import { blocksSeen } from './source-blocks.ts';
import { insertUnwritten } from './unwritten.ts';

export type MadeTranslation = { translation_id: string; lang: string; revision: number; source_lang: string };

/**
 * Begins a translation as a working copy that holds the text of the source, block by block under the same ids, to be written over. What the source said is
 * remembered, to tell later what changed in it. Throws `conflict` when the article has this language.
 */
export async function makeTranslation(
	tx: Tx,
	actor: Actor,
	{ article_id, lang, site_lang }: TranslationRef & { site_lang: string },
): Promise<MadeTranslation> {
	authorise(canWrite(actor), actor);
	// Two that begin at once: the second sees what the first made.
	await tx.selectFrom('articles').select('id').where('id', '=', article_id).forUpdate().executeTakeFirst();
	const source = await sourceOf(tx, article_id, site_lang);
	if (!source) throw problem('not_found', { detail: 'There is no such article.' });
	const known = tx.selectFrom('translations').select('id').where('article_id', '=', article_id);
	if (await known.where('lang', '=', lang).executeTakeFirst())
		throw problem('conflict', { detail: 'The article has this language already.' });
	const source_blocks = blocksSeen(source.body, await versionOfSource(tx, actor, article_id, source));
	const text = { title: source.title, slug: null, body: source.body, questions: [], attachments: [] };
	const made = await insertUnwritten(tx, actor, { article_id, lang, text, source_blocks });
	const fact = { subject: made.translation_id, lang, payload: { article_id, source_lang: source.lang } };
	await record(tx, actor, translationBegun, fact);
	return { ...made, lang, source_lang: source.lang };
}
