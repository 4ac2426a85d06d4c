import { type Actor, authorise } from '#core/access.ts';
import type { Db } from '#core/db.ts';
import { problem } from '#core/errors.ts';
import { canReadDrafts } from '../policy.ts';
import type { Status } from '../tables.ts';
import '../tables.ts';
import { sourceOf } from './source.ts';
import { changesSince } from './source-blocks.ts';

export type ListedTranslation = {
	translation_id: string;
	lang: string;
	title: string;
	slug: string;
	status: Status;
	version: number;
	has_draft: boolean;
	updated_at: string;
	is_source: boolean;
	/** Paragraphs of the source that changed since; null for the source, and where nothing is remembered of it. */
	behind: number | null;
};

const MOST = 100;

/** The languages of an article, the source first. Throws `not_found`. */
export async function listTranslations(
	db: Db,
	actor: Actor,
	{ article_id, site_lang }: { article_id: string; site_lang: string },
): Promise<{ source_lang: string; items: ListedTranslation[] }> {
	authorise(canReadDrafts(actor), actor);
	const source = await sourceOf(db, article_id, site_lang);
	if (!source) throw problem('not_found', { detail: 'There is no such article.' });
	const rows = await db
		.selectFrom('translations as t')
		.leftJoin('drafts as d', (join) => join.onRef('d.translation_id', '=', 't.id').on('d.discarded_at', 'is', null))
		.select(['t.id', 't.lang', 't.title', 't.slug', 't.status', 't.version', 't.updated_at', 't.source_blocks'])
		.select(['d.title as draft_title', 'd.written_at'])
		.where('t.article_id', '=', article_id)
		.orderBy('t.lang')
		.limit(MOST)
		.execute();
	const items = rows.map((row): ListedTranslation => {
		const is_source = row.id === source.id;
		return {
			translation_id: row.id,
			lang: row.lang,
			title: row.draft_title ?? row.title,
			slug: row.slug,
			status: row.status,
			version: row.version,
			has_draft: row.written_at !== null,
			updated_at: (row.written_at ?? row.updated_at).toISOString(),
			is_source,
			behind: is_source || !row.source_blocks ? null : changesSince(row.source_blocks, source.body).length,
		};
	});
	return { source_lang: source.lang, items: items.toSorted((a, b) => Number(b.is_source) - Number(a.is_source)) };
}
