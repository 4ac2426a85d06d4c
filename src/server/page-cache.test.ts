import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { randomBytes } from 'node:crypto';
import { expect, onTestFinished, test } from 'vitest';
import { until } from '../../tests/support/until.ts';
import { collectGarbage } from '#core/memory.ts';
import { pageCache, SAME_FOR_ALL } from './page-cache.ts';

/** A server whose pages are 1 kB of noise each, kept in a cache of so many bytes. `made` counts how often a page was made. */
async function serving(maxBytes: number) {
	const cache = pageCache(maxBytes);
	let made = 0;
	const server = createServer((request, response) => {
		const path = request.url ?? '';
		if (cache.answer(request, response, path)) return;
		made++;
		cache.watch(response, path, true);
		response.setHeader(SAME_FOR_ALL, 'until-changed');
		response.end(randomBytes(512).toString('hex'));
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	onTestFinished(() => void server.close());
	const get = async (path: string) =>
		(await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`)).text();
	return { get, made: () => made };
}

test('a cache that is full starts again, and keeps what comes next', async () => {
	const { get, made } = await serving(10_000);
	const first = await get('/first');
	expect(await get('/first')).toBe(first);
	for (let i = 0; i < 20; i++) await get(`/${i}`);
	expect(await get('/first')).not.toBe(first);
	const before = made();
	await get('/first');
	expect(made()).toBe(before);
});

test('a page takes no more memory than its bytes', async () => {
	const { get } = await serving(10_000_000);
	await get('/first');
	const before = await heldBytes();
	for (let i = 0; i < 200; i++) await get(`/${i}`);
	await until(async () => (await heldBytes()) - before < 200 * 4_096, 5_000);
});

async function heldBytes(): Promise<number> {
	await collectGarbage();
	return process.memoryUsage().arrayBuffers;
}
