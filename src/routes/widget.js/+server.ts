import loader from 'virtual:loader';
import { embedOrigins, sight } from '#modules/embedding/index.ts';
import { widgetSettings } from '../door/widget.ts';
import type { RequestHandler } from './$types';

/** The script for other people's pages, with the owner's settings in front: a page then waits for nothing else. */
export const GET: RequestHandler = async ({ locals, request }) => {
	await remember(locals, request.headers.get('referer'));
	const script = `(()=>{const SETTINGS=${JSON.stringify(widgetSettings(locals.app.settings))};${loader}})()`;
	const etag = `"${await digest(script)}"`;
	const headers = {
		'content-type': 'text/javascript; charset=utf-8',
		// Its address never changes: a change of settings is to be seen within the hour.
		'cache-control': 'public, max-age=3600, stale-while-revalidate=86400',
		'cross-origin-resource-policy': 'cross-origin',
		etag,
	};
	if (request.headers.get('if-none-match') === etag) return new Response(null, { status: 304, headers });
	return new Response(script, { headers });
};

const seen = new Set<string>();

/** By which the set-up tells that a site has it. Only sites that the owner named are kept. */
async function remember({ app }: App.Locals, referer: string | null): Promise<void> {
	if (!referer || !URL.canParse(referer)) return;
	const { origin } = new URL(referer);
	if (seen.has(origin) || !app.settings.get(embedOrigins).includes(origin)) return;
	await app.transact((tx) => sight(tx, origin));
	seen.add(origin);
}

async function digest(text: string): Promise<string> {
	const bytes = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
	return Buffer.from(bytes).toString('base64url').slice(0, 22);
}
