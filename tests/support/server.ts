import type { AddressInfo } from 'node:net';
import { SYSTEM } from '#core/access.ts';
import { listen, type Pages } from '#server/listen.ts';
import { makeKey } from '#modules/staff/index.ts';
import { type TestApp, testApp } from './app.ts';

export type TestServer = TestApp & {
	origin: string;
	/** A staff key that may do everything. */
	key: string;
	/** Calls the API with JSON; `as` is a token, `null` nobody. */
	call(method: string, path: string, options?: CallOptions): Promise<Answer>;
};

type CallOptions = { body?: unknown; as?: string | null; headers?: Record<string, string>; raw?: string | Uint8Array };
// What comes back is checked by the tests themselves.
type Answer = { status: number; headers: Headers; body: ReturnType<typeof JSON.parse> };

const noPages: Pages = (_, response) => {
	response.statusCode = 404;
	response.end();
};

/** The app behind its real server, without built pages unless given. */
export async function testServer(options: Parameters<typeof testApp>[0] & { pages?: Pages } = {}): Promise<TestServer> {
	const one = await testApp(options);
	await one.app.library.ready;
	const server = await listen(one.app, options.pages ?? noPages);
	const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	const { token: key } = await one.app.transact((tx) => makeKey(tx, SYSTEM, { name: 'test', scopes: ['*'] }));
	const call = async (
		method: string,
		path: string,
		{ body, as = key, headers = {}, raw }: CallOptions = {},
	): Promise<Answer> => {
		const response = await fetch(`${origin}${path}`, {
			method,
			redirect: 'manual',
			headers: {
				...(as && { authorization: `Bearer ${as}` }),
				...(body !== undefined && { 'content-type': 'application/json' }),
				...headers,
			},
			...(body !== undefined && { body: JSON.stringify(body) }),
			...(raw !== undefined && { body: raw as BodyInit }),
		});
		const text = await response.text();
		const isJson = (response.headers.get('content-type') ?? '').includes('json');
		return { status: response.status, headers: response.headers, body: isJson && text ? JSON.parse(text) : text };
	};
	const stop = async () => {
		server.closeAllConnections();
		await new Promise((resolve) => server.close(resolve));
		await one.stop();
	};
	return { ...one, origin, key, call, stop };
}
