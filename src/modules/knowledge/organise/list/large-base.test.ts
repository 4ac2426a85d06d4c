import { afterAll, beforeAll, expect, test } from 'vitest';
import { SYSTEM } from '#core/access.ts';
import { type TestApp, testApp } from '../../../../../tests/support/app.ts';
import { act, undoAct } from '../acts/act.ts';
import { ACT_KINDS, ACTS } from '../acts/kinds.ts';
import { readTree } from '../read-tree.ts';
import type { Filter } from './filter.ts';
import { largeBase, numbered } from './large-base.fixture.ts';
import { listArticleRows } from './list-articles.ts';

/** Ten thousand to measure with; a tenth shows as well whether a page is whole, and which queries read too much. */
const ARTICLES = process.env.SHOW_TIMES ? 10_000 : 1_000;

let one: TestApp;

beforeAll(async () => {
	one = await testApp();
	await largeBase(one.app.database.db, ARTICLES);
});
afterAll(() => one.stop());

const list = (filter: Filter, cursor?: string, limit = 50) =>
	listArticleRows(one.app.database.db, SYSTEM, {
		filter,
		cursor,
		limit,
		prefer: ['vi', 'en'],
		today: '2026-06-01',
	});

const FILTERS: Filter[] = [
	{},
	{ sort: 'title' },
	{ collection: numbered(900_001) },
	{ collection: numbered(900_001), sort: 'position' },
	{ state: 'draft', lang: 'th' },
	{ state: 'changed' },
	{ state: 'scheduled' },
	{ state: 'trash' },
	{ missing: 'zh-Hans' },
	{ owner: numbered(800_000) },
	{ review: 'due' },
	{ source: 'import', state: 'published' },
	{ rating: 'unhelpful' },
	{ q: 'compressor' },
	{ q: 'c' },
	{ q: 'filter 77' },
];

/** Many times what an idle machine takes: what this finds are queries that read every text. */
const MOST_MS = 1_000;

test('every list of many articles in four languages is there at once', async () => {
	for (const filter of FILTERS) {
		const taken: number[] = [];
		for (let i = 0; i < 3; i++) {
			const begun = performance.now();
			await list(filter);
			taken.push(performance.now() - begun);
		}
		if (process.env.SHOW_TIMES) console.log(JSON.stringify(filter), Math.min(...taken).toFixed(1), 'ms');
		expect(Math.min(...taken), JSON.stringify(filter)).toBeLessThan(MOST_MS);
	}
	const begun = performance.now();
	await readTree(one.app.database.db, SYSTEM, ['en']);
	if (process.env.SHOW_TIMES) console.log('tree', (performance.now() - begun).toFixed(1), 'ms');
});

test('hundreds of articles in four languages are archived and brought back in one act', async () => {
	const ids = Array.from({ length: ARTICLES / 10 }, (_, i) => numbered(i + 1));
	const begun = performance.now();
	const { id, changed } = await one.app.transact((tx) => act(tx, SYSTEM, ACTS.archive, { ids }));
	const between = performance.now();
	const undone = await one.app.transact((tx) => undoAct(tx, SYSTEM, ACT_KINDS, id ?? ''));
	const ended = performance.now();
	expect(changed).toBeGreaterThan(ARTICLES / 20);
	expect([undone.changed, undone.failed]).toEqual([changed, []]);
	if (process.env.SHOW_TIMES)
		console.log('archive', (between - begun).toFixed(0), 'ms, undo', (ended - between).toFixed(0), 'ms');
});

test('pages follow each other without a gap or a repeat, in every order', async () => {
	for (const filter of [
		{ state: 'scheduled' },
		{ state: 'scheduled', sort: 'title' },
		{ collection: numbered(900_006), sort: 'position' },
		{ q: 'filter 77', lang: 'th', state: 'draft' },
	] satisfies Filter[]) {
		const seen: string[] = [];
		let cursor: string | undefined;
		let total = 0;
		do {
			const page = await list(filter, cursor, 100);
			seen.push(...page.items.map(({ id }) => id));
			total ||= page.total;
			cursor = page.next_cursor ?? undefined;
		} while (cursor);
		expect([filter, seen.length, new Set(seen).size]).toEqual([filter, total, total]);
	}
});
