import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { SYSTEM } from '#core/access.ts';
import { openVectors } from './open-vectors.ts';
import { embedPassages } from './embed-passages.ts';
import { fuse } from './fuse.ts';
import { dot, lengthOf, quantise } from './quantise.ts';
import { ask } from '#modules/assistant/index.ts';
import { putArticle, searchArticles } from '#modules/knowledge/index.ts';
import { testApp, type TestApp } from '../../../../tests/support/app.ts';
import { type FakeModel, silent, startFakeModel, vectorOf } from '../../../../tests/support/fake-model.ts';
import { until } from '../../../../tests/support/until.ts';

const ARTICLES = [
	{ id: 'refunds', title: 'Refunds', body: 'The refund is made within 5 working days.\n\n## Late\n\nWrite to us.' },
	{ id: 'noise', title: 'Noise', body: 'Check the belts if the compressor is noisy.' },
	{ id: 'oil', title: 'Oil', body: 'Fill oil up to the middle of the glass.' },
];

let model: FakeModel;
let one: TestApp;
let slow = false;

beforeAll(async () => {
	model = await startFakeModel(silent, (text) => (slow ? stall(text) : vectorOf(text)));
	one = await testApp({ env: { AI_BASE_URL: model.url, EMBEDDING_MODEL: 'words-256' } });
	for (const article of ARTICLES) await publish(article);
	await one.app.library.ready;
	await one.app.refresher.check();
	await embed();
});

beforeEach(() => (slow = false));

afterAll(async () => {
	await one.stop();
	await model.close();
});

const stall = (text: string): number[] => {
	throw new Error(`no vector of ${text}`);
};

async function publish({ id, title, body }: (typeof ARTICLES)[number]) {
	const article = { external_id: id, lang: 'en', title, body, status: 'published' as const };
	await one.app.transact((tx) => putArticle(tx, SYSTEM, article, 'import'));
}

async function embed(on: TestApp = one): Promise<number> {
	const sent = await embedPassages({ ...on.app, db: on.app.database.db });
	await on.app.refresher.check();
	return sent;
}

const idsOf = async (q: string, on: TestApp = one) =>
	(await searchArticles(on.app.library, { q, fallbackLang: 'en', limit: 5 })).results.map((hit) => hit.external_id);

test('a question in other words finds its article by meaning alone', async () => {
	await until(async () => (await idsOf('reimbursement'))[0] === 'refunds');
	const plain = await testApp({ url: one.url });
	await plain.app.library.ready;
	expect(await idsOf('reimbursement', plain)).toEqual([]);
	await plain.stop();
});

test('what the words find stays first where both agree', async () => {
	expect((await idsOf('noisy compressor'))[0]).toBe('noise');
});

test('a question we are unsure of is shown the nearest articles, and we are no surer of it', async () => {
	const reply = await ask(one.app, SYSTEM, { question: 'reimbursement', channel: 'api' });
	expect(reply.outcome).toBe('unsure');
	expect(reply.candidates[0]?.external_id).toBe('refunds');
	expect(reply.confidence).toBeLessThan(0.5);
});

test('only changed passages are embedded again', async () => {
	expect(await embed()).toBe(0);
	const [refunds] = ARTICLES;
	await publish({ ...refunds!, body: refunds!.body.replace('Write to us', 'Write to us at once') });
	expect(await embed()).toBe(1);
	expect(model.embedded.at(-1)?.[0]).toContain('Write to us at once');
});

test('an article taken back is not found by its vectors', async () => {
	await publish({ id: 'secret', title: 'Racket', body: 'A loud racket in the unit.' });
	await embed();
	await until(async () => (await idsOf('rattling')).includes('secret'));
	await one.app.transact((tx) =>
		putArticle(
			tx,
			SYSTEM,
			{ external_id: 'secret', lang: 'en', title: 'Racket', body: 'A loud racket in the unit.', status: 'archived' },
			'staff',
		),
	);
	await one.app.refresher.check();
	expect(await idsOf('rattling')).not.toContain('secret');
});

test('a model that fails leaves the words, and is left alone for a while', async () => {
	const vectors = openVectors({ ...one.app, db: one.app.database.db });
	slow = true;
	const asked = { lang: 'en', fallbackLang: 'en', limit: 5 };
	const before = model.embedded.length;
	expect(await vectors.nearest('money back', asked)).toEqual([]);
	expect(await vectors.nearest('money back again', asked)).toEqual([]);
	expect(model.embedded.length - before).toBe(1);
	expect(await idsOf('noisy')).toContain('noise');
	vectors.close();
});

test('vectors take no more memory than they may', async () => {
	const vectors = openVectors({ ...one.app, db: one.app.database.db, mostBytes: 600 });
	await vectors.nearest('refund', { lang: 'en', fallbackLang: 'en', limit: 5 });
	expect(vectors.size().bytes).toBeLessThanOrEqual(600);
	expect(vectors.size().translations).toBeGreaterThan(0);
	vectors.close();
});

test('bytes keep the order of similarities', () => {
	const question = vectorOf('refund for a faulty part');
	const query = Int32Array.from(quantise(question));
	const texts = ['refund of faulty parts', 'refund', 'noisy belts', 'oil level'];
	const similarity = (bytes: Int8Array) =>
		dot(query, bytes, 0) / lengthOf(bytes, 0, bytes.length) / lengthOf(query, 0, query.length);
	const similarities = texts.map((text) => similarity(quantise(vectorOf(text))));
	expect(similarities).toEqual(similarities.toSorted((a, b) => b - a));
	expect(similarity(quantise(question))).toBeCloseTo(1, 2);
});

test('what two rankings agree on comes first', () => {
	expect(fuse(['a', 'b', 'c'], ['d', 'b'])).toEqual(['b', 'a', 'd', 'c']);
	expect(fuse(['a', 'b'])).toEqual(['a', 'b']);
});
