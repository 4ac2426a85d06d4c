import { readFileSync } from 'node:fs';
import { request } from 'node:http';
import { connect } from 'node:net';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { testDatabase, type TestDatabase } from '../support/database.ts';
import { until } from '../support/until.ts';
import { article, KEY, type Program, startShared } from './program.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 120_000 });

let database: TestDatabase;
let plain: Program;
let proxied: Program;

beforeAll(async () => {
	database = await testDatabase();
	[plain, proxied] = await Promise.all([
		startShared({ DATABASE_URL: database.url }),
		startShared({ DATABASE_URL: database.url, TRUST_PROXY: '1' }),
	]);
	expect((await plain.call('PUT', '/api/v1/articles/by-external-id/oil', article('Oil change'))).status).toBe(200);
});
afterAll(async () => {
	await Promise.all([plain.destroy(), proxied.destroy()]);
	await database.drop();
});

type Reply = { status: number; headers: Record<string, string | string[] | undefined>; body: string };

/** Without fetch's own ideas about Host and Content-Length. */
function send(
	program: Program,
	method: string,
	path: string,
	headers: Record<string, string>,
	body?: string,
): Promise<Reply> {
	return new Promise((resolve, reject) => {
		const call = request(program.url + path, { method, headers }, (reply) => {
			let text = '';
			reply.on('data', (chunk: Buffer) => (text += chunk.toString()));
			reply.on('end', () => resolve({ status: reply.statusCode ?? 0, headers: reply.headers, body: text }));
		});
		call.on('error', reject);
		call.end(body);
	});
}

const FORM = { 'content-type': 'application/x-www-form-urlencoded' };
const BEHIND_TLS = { host: 'help.example.com', 'x-forwarded-proto': 'https', 'x-forwarded-for': '203.0.113.7' };

/** The address a page names as its own. */
const canonicalOf = (body: string) => /<link rel="canonical" href="([^"]+)"/.exec(body)?.[1];

test('plain http without ORIGIN: pages name the address they were asked at, and a form of the same page is taken', async () => {
	const host = `127.0.0.1:${plain.port}`;
	const page = await send(plain, 'GET', '/en/articles/oil-change', { host });
	expect([page.status, canonicalOf(page.body)]).toEqual([200, `http://${host}/en/articles/oil-change`]);
	const form = await send(plain, 'POST', '/en/ask', { host, origin: `http://${host}`, ...FORM }, 'question=oil');
	expect(form.status).toBeLessThan(400);
	const foreign = await send(
		plain,
		'POST',
		'/en/ask',
		{ host, origin: 'http://evil.example', ...FORM },
		'question=oil',
	);
	expect(foreign.status).toBe(403);
});

test('https behind a trusted proxy: pages name https, and a form sent from there is taken', async () => {
	const page = await send(proxied, 'GET', '/en/articles/oil-change', BEHIND_TLS);
	expect([page.status, canonicalOf(page.body)]).toEqual([200, 'https://help.example.com/en/articles/oil-change']);
	const origin = 'https://help.example.com';
	const form = await send(proxied, 'POST', '/en/ask', { ...BEHIND_TLS, origin, ...FORM }, 'question=oil');
	expect(form.status).toBeLessThan(400);
	const downgraded = await send(
		proxied,
		'POST',
		'/en/ask',
		{ ...BEHIND_TLS, origin: 'http://help.example.com', ...FORM },
		'question=oil',
	);
	expect(downgraded.status).toBe(403);
});

test('what a client claims about itself is ignored while no proxy is trusted', async () => {
	const page = await send(plain, 'GET', '/en/articles/oil-change?fresh', {
		...BEHIND_TLS,
		'x-saunders-scheme': 'https',
		'x-saunders-host': 'evil.example',
	});
	expect(canonicalOf(page.body)).toMatch(/^http:\/\/help\.example\.com\//);
});

test('an invented X-Forwarded-For gives nobody a fresh allowance', async () => {
	// 60 sessions an hour for one address.
	const begin = (program: Program, forwarded: string) =>
		send(
			program,
			'POST',
			'/api/v1/sessions',
			{ 'x-forwarded-for': forwarded, 'content-type': 'application/json' },
			'{}',
		);
	const from = async (program: Program, address: (n: number) => string) => {
		const statuses = [];
		for (let n = 0; n < 61; n++) statuses.push((await begin(program, address(n))).status);
		return statuses;
	};
	expect((await from(plain, (n) => `198.51.100.${n}`)).at(-1)).toBe(429);
	// Behind one proxy the last entry is the proxy's word; what stands before it is the client's.
	expect((await from(proxied, (n) => `198.51.100.${n}, 203.0.113.9`)).at(-1)).toBe(429);
	expect((await begin(proxied, '203.0.113.10')).status).toBe(201);
});

test('a POST without a body is answered, and never with a 5xx', async () => {
	const bare = await send(plain, 'POST', '/api/v1/sessions', { 'x-forwarded-for': '192.0.2.1' });
	expect([201, 429]).toContain(bare.status);
	for (const path of ['/api/v1/ask', '/api/v1/conversations', '/en/ask', '/api/v1/articles/import']) {
		const { status } = await send(plain, 'POST', path, { authorization: `Bearer ${KEY}` });
		expect(status, path).toBeGreaterThanOrEqual(200);
		expect(status, path).toBeLessThan(500);
	}
});

test('a form sent to a JSON address gets a clear 4xx', async () => {
	const reply = await send(plain, 'POST', '/api/v1/ask', FORM, 'question=oil');
	expect([400, 415]).toContain(reply.status);
	expect(reply.headers['content-type']).toBe('application/problem+json');
	expect(JSON.parse(reply.body)).toMatchObject({ status: reply.status, detail: expect.stringContaining('JSON') });
});

test.each(['[', 'a b', 'x:99999', 'evil.example/..', '\u00e4'])(
	'a Host that cannot be one (%j) gets a 4xx and harms nobody',
	async (host) => {
		for (const path of ['/en/articles/oil-change', '/api/v1/openapi.json', '/en/ask']) {
			const { status } = await send(plain, path === '/en/ask' ? 'POST' : 'GET', path, { ...FORM, host }, undefined);
			expect(status, path).toBeLessThan(500);
		}
		const page = await send(plain, 'GET', '/en/articles/oil-change', { host: 'help.example.com' });
		expect([page.status, canonicalOf(page.body)]).toEqual([200, 'http://help.example.com/en/articles/oil-change']);
	},
);

test('a form without an announced length cannot fill the memory', async () => {
	const reply = await new Promise<number>((resolve) => {
		const call = request(
			`${plain.url}/en/ask`,
			{ method: 'POST', headers: { ...FORM, origin: plain.url } },
			(answer) => {
				answer.resume();
				resolve(answer.statusCode ?? 0);
			},
		);
		// The connection may be closed on us before the answer is read.
		call.on('error', () => resolve(413));
		const piece = Buffer.alloc(1_048_576, 'a');
		let left = 14;
		const pump = () => {
			while (left-- > 0) if (!call.write(piece)) return void call.once('drain', pump);
			call.end();
		};
		call.write('question=');
		pump();
	});
	expect(reply).toBe(413);
});

test.each([
	['/en/ask', 3, 'That was too much at once'],
	['/th/chat?/say', 13, 'ข้อมูลมีขนาดใหญ่เกินไป'],
	['/en/chat?/say', 60, 'That was too much at once'],
])(
	'who sends %s a form of %i MB, and only then reads, is told in their language that it was too much',
	async (path, megabytes, title) => {
		const said = await new Promise<string>((resolve, reject) => {
			const form = Buffer.alloc(megabytes * 1_048_576, 'a');
			const head = {
				host: `127.0.0.1:${plain.port}`,
				origin: plain.url,
				...FORM,
				'content-length': form.length,
				accept: 'text/html',
				connection: 'close',
			};
			const lines = Object.entries(head).map(([name, value]) => `${name}: ${value}\r\n`);
			const socket = connect(plain.port, '127.0.0.1').setEncoding('utf8').once('error', reject);
			socket.write(`POST ${path} HTTP/1.1\r\n${lines.join('')}\r\n`);
			socket.write(form, () => {
				let text = '';
				socket.on('data', (chunk: string) => (text += chunk)).on('end', () => resolve(text));
			});
		});
		expect(said).toMatch(/^HTTP\/1.1 413 /);
		expect(said).toContain(title);
	},
);

const memoryOf = (program: Program) =>
	Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${program.child.pid}/status`, 'utf8'))?.[1]) / 1_024;

/** `megabytes` of text, as fast as it is taken. */
function upload(program: Program, megabytes: number, name: string): Promise<Reply> {
	return new Promise((resolve, reject) => {
		const headers = { authorization: `Bearer ${KEY}`, 'content-type': 'text/plain' };
		const call = request(`${program.url}/api/v1/files?name=${name}`, { method: 'POST', headers }, (reply) => {
			let body = '';
			reply.on('data', (chunk: Buffer) => (body += chunk.toString()));
			reply.on('end', () => resolve({ status: reply.statusCode ?? 0, headers: reply.headers, body }));
		});
		call.on('error', reject);
		const piece = Buffer.alloc(1_048_576, 'Kestrel Air ');
		let left = megabytes;
		const pump = () => {
			while (left-- > 0) if (!call.write(piece)) return void call.once('drain', pump);
			call.end();
		};
		pump();
	});
}

test.runIf(process.platform === 'linux')('50 MB are taken as a stream, several at once, with flat memory', async () => {
	await upload(plain, 1, 'warm.txt');
	const before = memoryOf(plain);
	let highest = before;
	const looking = setInterval(() => (highest = Math.max(highest, memoryOf(plain))), 20);
	const replies = await Promise.all(['a.txt', 'b.txt', 'c.txt'].map((name) => upload(plain, 50, name)));
	clearInterval(looking);
	expect(replies.map(({ status, body }) => [status, (JSON.parse(body) as { bytes: number }).bytes])).toEqual(
		Array.from({ length: 3 }, () => [201, 50 * 1_048_576]),
	);
	expect(highest - before).toBeLessThan(120);
});

test('one byte too many is refused as too large, and the server goes on', async () => {
	const reply = await upload(plain, 51, 'large.txt').catch((error: NodeJS.ErrnoException) => error.code);
	// A client that goes on sending may see the connection close before it reads the answer.
	if (typeof reply === 'object')
		expect([reply.status, JSON.parse(reply.body)]).toMatchObject([413, { code: 'payload_too_large' }]);
	else expect(['EPIPE', 'ECONNRESET']).toContain(reply);
	await until(async () => (await plain.call('GET', '/readyz')).ok);
});
