import { problem } from '#core/errors.ts';
import { sitemapByName } from '../door/sitemap.ts';
import { xmlResponse } from '../door/xml.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ locals, params, url }) => {
	const body = await sitemapByName(locals, url.origin, params.part);
	if (!body) throw problem('not_found');
	return xmlResponse(body);
};
