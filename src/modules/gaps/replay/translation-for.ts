import type { Db } from '#core/db.ts';
import { problem } from '#core/errors.ts';
import { baseLang } from '#core/text/languages.ts';

/** The translation of an article that a question in this language belongs to: the same language, else its other script. */
export async function translationFor(db: Db, articleId: string, lang: string): Promise<{ id: string; lang: string }> {
	const rows = await db
		.selectFrom('translations')
		.select(['id', 'lang', 'status'])
		.where('article_id', '=', articleId)
		.where('status', '!=', 'archived')
		.execute();
	const fitting = rows.filter((row) => baseLang(row.lang) === baseLang(lang));
	const found =
		fitting.find((row) => row.lang === lang) ?? fitting.find(({ status }) => status === 'published') ?? fitting[0];
	if (found) return found;
	const message =
		rows.length > 0 ? 'The article is not written in the language of the question.' : 'There is no such article.';
	throw problem('invalid_input', {
		detail: message,
		errors: [{ path: 'article_id', code: 'no_translation', message }],
	});
}
