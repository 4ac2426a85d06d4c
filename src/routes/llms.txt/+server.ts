import { defaultLang } from '#core/brand.ts';
import { sayIn } from '../door/wording.ts';
import { llmsText } from '../door/llms.ts';
import { sameForAll } from '../door/reader.ts';
import type { RequestHandler } from './$types';

/** In the site's own language, whoever asks. */
export const GET: RequestHandler = async ({ locals, url, setHeaders }) => {
	const lang = locals.app.settings.get(defaultLang);
	const text = await llmsText({ ...locals, lang, say: sayIn(lang, locals.app.settings) }, url.origin);
	sameForAll(setHeaders);
	return new Response(text, { headers: { 'content-type': 'text/plain; charset=utf-8', 'content-language': lang } });
};
