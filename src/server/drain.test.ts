import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { drainer } from './drain.ts';

/** A server that sends headers and the first bytes, and leaves the end to the test. */
async function open(type: string) {
	const asked = Promise.withResolvers<ServerResponse>();
	const server = createServer((_, response) => {
		response.setHeader('content-type', type);
		response.write('begun ');
		asked.resolve(response);
	});
	const drain = drainer(server);
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	const answer = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
	return { drain, answer, response: await asked.promise };
}

test('what is under way is answered before the server closes', async () => {
	const { drain, answer, response } = await open('text/plain');
	const closed = drain();
	response.end('and done');
	expect(await answer.text()).toBe('begun and done');
	await closed;
});

test('a stream, which never ends by itself, is cut', async () => {
	const { drain, answer } = await open('text/event-stream');
	const begun = performance.now();
	const cut = expect(answer.text()).rejects.toThrow('terminated');
	await drain();
	await cut;
	expect(performance.now() - begun).toBeLessThan(3_000);
});

test('whoever is answered while the server closes is told to come back on another connection', async () => {
	const server = createServer((_, response) => void response.end('here'));
	const drain = drainer(server);
	server.prependListener('request', () => void drain());
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	const answer = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
	expect(answer.headers.get('connection')).toBe('close');
});
