import type { RequestHandler } from './$types';

/** The front door leads to the visitor's language. */
export const GET: RequestHandler = ({ locals, url }) =>
	new Response(null, {
		status: 302,
		headers: { location: `/${locals.lang}${url.search}`, vary: 'accept-language, cookie', 'cache-control': 'no-cache' },
	});
