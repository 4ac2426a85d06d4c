import { UI_LANGS } from '#core/i18n/say.ts';
import type { RequestHandler } from './$types';

/** Pages that belong to one visitor, or that only repeat others, are not for search engines. */
const PRIVATE = ['answers/', 'ask', 'contact', 'search'];

export const GET: RequestHandler = ({ url }) => {
	const closed = UI_LANGS.flatMap((lang) => PRIVATE.map((path) => `Disallow: /${lang}/${path}`));
	const lines = ['User-agent: *', ...closed, 'Disallow: /lang/', '', `Sitemap: ${url.origin}/sitemap.xml`, ''];
	return new Response(lines.join('\n'), { headers: { 'content-type': 'text/plain; charset=utf-8' } });
};
