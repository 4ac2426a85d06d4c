import { mkdtemp, readdir, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { SYSTEM } from '#core/access.ts';
import { type TestApp, testApp } from '../../../../tests/support/app.ts';
import { putArticle } from '../put-article.ts';
import { buildIndex } from './build.ts';
import { closeIndex, entryOf, searchIndex } from './search-index.ts';
import { search } from './search.ts';
import { shelf } from './shelf.fixture.ts';

let one: TestApp;
let folder: string;
beforeAll(async () => {
	one = await testApp();
	folder = await mkdtemp(path.join(os.tmpdir(), 'build '));
	for (const { articleId, lang, title, passages } of shelf) {
		const body = passages.map(({ text }) => text).join('\n\n');
		await one.app.transact((tx) =>
			putArticle(tx, SYSTEM, { external_id: articleId, lang, title, body, status: 'published' }, 'import'),
		);
	}
});
afterAll(async () => {
	await one.stop();
	await rm(folder, { recursive: true });
});

const order = () => ({ url: one.url, file: path.join(folder, 'index'), version: 7 });

test('the index of a database holds every language, and what is shown of each article', async () => {
	const made = await buildIndex(order());
	expect(made.version).toBe(7);
	expect(made.built.map(({ lang }) => lang).toSorted()).toEqual(['en', 'th', 'vi', 'zh']);
	const index = searchIndex(made);
	for (const [question, lang] of [['oil leaks', 'en'], ['漏油', 'zh-Hans'], ['rò rỉ dầu', 'vi'], ['น้ำมันรั่ว', 'th']] as const) {
		const [hit] = search(index, question, { lang }).hits;
		expect(entryOf(index, hit?.id ?? '')).toMatchObject({ externalId: 'leak', lang });
	} // prettier-ignore
	closeIndex(index);
});

test('a build that is called off or fails says so and leaves nothing behind', async () => {
	const stop = new AbortController();
	const building = buildIndex({ ...order(), file: path.join(folder, 'other') }, { signal: stop.signal });
	stop.abort(new Error('enough'));
	await expect(building).rejects.toThrow('enough');
	const nowhere = { ...order(), url: 'postgres://nobody@127.0.0.1:1/none', file: path.join(folder, 'third') };
	await expect(buildIndex(nowhere)).rejects.toThrow('ECONNREFUSED');
	expect((await readdir(folder)).filter((name) => name !== 'index')).toEqual([]);
});
