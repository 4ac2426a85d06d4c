import { toMarkdown } from '#modules/knowledge/index.ts';
import { openArticle } from '../../../../door/article.ts';
import { sameForAll } from '../../../../door/reader.ts';
import type { RequestHandler } from './$types';

/** The article as Markdown, for programs and for people who paste it somewhere. */
export const GET: RequestHandler = async ({ locals, params, setHeaders }) => {
	const { row } = await openArticle(locals, params.slug, '.md');
	sameForAll(setHeaders);
	const text = `# ${row.title.replaceAll('\n', ' ')}\n\n${toMarkdown(row.body)}`;
	return new Response(text, { headers: { 'content-type': 'text/markdown; charset=utf-8', 'content-language': row.lang } });
};
