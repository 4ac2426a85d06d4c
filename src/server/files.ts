import type { IncomingMessage, ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import { type App, FILE_POLICIES } from '#app';
import type { Actor } from '#core/access.ts';
import { serveFile } from '#core/files/serve-file.ts';

/** `GET /files/<id>/<name>?w=<pixels>`; the name is only for people. The owner's policy is asked at every request. */
export async function sendFile(
	app: App,
	actor: Actor,
	request: IncomingMessage,
	response: ServerResponse,
	url: URL,
): Promise<void> {
	const reply = await serveFile({ db: app.database.db, storage: app.storage, policies: FILE_POLICIES }, actor, {
		id: url.pathname.split('/')[2] ?? '',
		width: Number(url.searchParams.get('w')) || undefined,
		range: request.headers.range,
		ifRange: headerOf(request, 'if-range'),
		ifNoneMatch: request.headers['if-none-match'],
	});
	response.writeHead(reply.status, reply.headers);
	if (!reply.body) return void response.end();
	if (request.method === 'HEAD') {
		reply.body.destroy();
		return void response.end();
	}
	// A reader who leaves half way is no error of ours.
	await pipeline(reply.body, response).catch(() => response.destroy());
}

const headerOf = (request: IncomingMessage, name: string) => {
	const value = request.headers[name];
	return typeof value === 'string' ? value : undefined;
};
