import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { isPublic } from './addresses.ts';
import { FetchFault, fetchSafely, type FetchTerms } from './fetch-safely.ts';

const TERMS: FetchTerms = { privateHosts: [], mostBytes: 1_000, mostMs: 5_000 };

async function serve(answer: RequestListener): Promise<{ host: string; url: string; port: number }> {
	const server = createServer(answer).listen(0, '127.0.0.1');
	await once(server, 'listening');
	onTestFinished(() => {
		server.closeAllConnections();
		server.close();
	});
	const { port } = server.address() as AddressInfo;
	return { host: `127.0.0.1:${port}`, url: `http://127.0.0.1:${port}/`, port };
}

const faultOf = async (url: string, terms: Partial<FetchTerms> = {}) =>
	fetchSafely(url, { ...TERMS, ...terms }).then(
		(text) => `read ${text}`,
		(error: unknown) => (error instanceof FetchFault ? error.code : String(error)),
	);

test.each([
	'https://127.0.0.1/',
	'https://localhost/',
	'https://[::1]/',
	'https://[::ffff:127.0.0.1]/',
	'https://169.254.169.254/latest/meta-data',
	'https://2130706433/',
	'https://0x7f.1/',
	'https://10.0.0.1/',
	'http://example.org/',
	'ftp://example.org/',
	'file:///etc/passwd',
	'https://name:secret@example.org/',
	'no address',
])('%s is not asked', async (url) => {
	expect(await faultOf(url)).toBe('refused');
});

test('only addresses of the public internet are public', () => {
	expect(['8.8.8.8', '1.1.1.1', '172.32.0.1', '2606:4700::1111'].filter((address) => !isPublic(address))).toEqual([]);
	const ours = ['0.0.0.0', '100.64.1.1', '172.16.5.4', '192.168.1.1', '224.0.0.1', '255.255.255.255'];
	const ours6 = ['::', '::1', 'fe80::1', 'fd00::1', '64:ff9b::7f00:1', '2002:7f00:1::', '2001:db8::1', 'ff02::1'];
	expect([...ours, ...ours6].filter(isPublic)).toEqual([]);
});

test('a host that is let in is read, also where a redirect of its own leads to', async () => {
	const { host, url } = await serve((request, response) => {
		if (request.url === '/') response.writeHead(302, { location: '/there' }).end();
		else response.end('as it is: ế');
	});
	expect(await faultOf(url)).toBe('refused');
	expect(await faultOf(url, { privateHosts: [host] })).toBe('read as it is: ế');
});

test('a redirect to what must not be asked is not followed, and neither is one without end', async () => {
	const asked: string[] = [];
	const inner = await serve((request, response) => {
		asked.push(request.url ?? '');
		response.end('secret');
	});
	const { host, url } = await serve((request, response) =>
		response.writeHead(302, { location: request.url === '/' ? inner.url : '/round' }).end(),
	);
	expect(await faultOf(url, { privateHosts: [host] })).toBe('refused');
	expect(asked).toEqual([]);
	expect(await faultOf(`${url}round`, { privateHosts: [host] })).toBe('redirects');
});

test('what is missing, too much, too slow or not there at all is told apart', async () => {
	const { host, url } = await serve((request, response) => {
		if (request.url === '/much') response.end('x'.repeat(2_000));
		else if (request.url === '/missing') response.writeHead(404).end();
		else response.write('a');
	});
	const privateHosts = [host];
	expect(await faultOf(`${url}much`, { privateHosts })).toBe('too_large');
	expect(await faultOf(`${url}missing`, { privateHosts })).toBe('status');
	expect(await faultOf(`${url}slow`, { privateHosts, mostMs: 200 })).toBe('too_slow');
	expect(await faultOf('https://no-such-host.invalid/')).toBe('unreachable');
});
