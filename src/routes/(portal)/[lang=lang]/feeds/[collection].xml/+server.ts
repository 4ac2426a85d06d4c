import { feedOf } from '../../../../door/feed.ts';
import { sameForAll } from '../../../../door/reader.ts';
import { xmlResponse } from '../../../../door/xml.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ locals, params, url, setHeaders }) => {
	const feed = await feedOf(locals, url.origin, params.collection);
	sameForAll(setHeaders);
	return xmlResponse(feed, 'application/rss+xml');
};
