import { UI_LANGS } from '#core/i18n/say.ts';
import type { RequestHandler } from './$types';

/** Forms are not for search engines. What they may do with answers and searches is said in docs/decisions/0016. */
const PRIVATE = ['ask', 'contact'];

export const GET: RequestHandler = ({ url }) => {
	const closed = UI_LANGS.flatMap((lang) => PRIVATE.map((path) => `Disallow: /${lang}/${path}`));
	const lines = ['User-agent: *', ...closed, 'Disallow: /lang/', '', `Sitemap: ${url.origin}/sitemap.xml`, ''];
	return new Response(lines.join('\n'), { headers: { 'content-type': 'text/plain; charset=utf-8' } });
};
