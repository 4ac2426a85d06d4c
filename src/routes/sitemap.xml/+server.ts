import { sameForAll } from '../door/reader.ts';
import { sitemap } from '../door/sitemap.ts';
import { xmlResponse } from '../door/xml.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ locals, url, setHeaders }) => {
	const body = await sitemap(locals, url.origin);
	sameForAll(setHeaders);
	return xmlResponse(body);
};
