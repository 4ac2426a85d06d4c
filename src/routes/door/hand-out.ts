import { createHash } from 'node:crypto';

/** A script for other people's pages. Its address never changes: a change of settings is to be seen within the hour. */
export function handOut(request: Request, script: string): Response {
	const etag = `"${createHash('sha256').update(script).digest('base64url').slice(0, 22)}"`;
	const headers = {
		'content-type': 'text/javascript; charset=utf-8',
		'cache-control': 'public, max-age=3600, stale-while-revalidate=86400',
		'cross-origin-resource-policy': 'cross-origin',
		// Anybody's to read, and one script imports the other, which asks for this.
		'access-control-allow-origin': '*',
		etag,
	};
	if (request.headers.get('if-none-match') === etag) return new Response(null, { status: 304, headers });
	return new Response(script, { headers });
}
