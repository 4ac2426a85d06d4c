import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { App } from '#app';
import { defaultLang } from '#core/brand.ts';
import { problem } from '#core/errors.ts';
import { readFeed } from '#modules/bookings/index.ts';

export const CALENDARS = '/calendars/';
const FEED = /^\/calendars\/(cal_[\w-]{32})\.ics$/;

/** `GET /calendars/<token>.ics`. Calendars ask every few minutes and mostly hear that nothing changed. */
export async function sendCalendar(app: App, request: IncomingMessage, response: ServerResponse, path: string) {
	const [, token] = FEED.exec(path) ?? [];
	const looking = { now: app.clock(), say: app.say, lang: app.settings.get(defaultLang) };
	const text = token && (await readFeed(app.database.db, { token, ...looking }));
	if (!text) throw problem('not_found');
	const etag = `"${createHash('sha256').update(text).digest('base64url')}"`;
	const headers = { etag, 'cache-control': 'private, no-cache', 'x-robots-tag': 'noindex' };
	if (request.headers['if-none-match'] === etag) return void response.writeHead(304, headers).end();
	response.writeHead(200, { ...headers, 'content-type': 'text/calendar; charset=utf-8' });
	response.end(request.method === 'HEAD' ? undefined : text);
}
