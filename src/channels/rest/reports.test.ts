import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '#core/ids.ts';
import { findTwins } from '#modules/knowledge/organise/duplicates/find-twins.ts';
import { type TestServer, testServer } from '../../../tests/support/server.ts';

let one: TestServer;
beforeAll(async () => {
	one = await testServer();
});
afterAll(() => one.stop());

type Made = { article_id: string; translation_id: string };
async function put(name: string, body: string, more: object = {}): Promise<Made> {
	const text = { lang: 'en', title: name, body, ...more };
	return (await one.call('PUT', `/api/v1/articles/by-external-id/${name}`, { body: text })).body as Made;
}
const report = async (name: string) => (await one.call('GET', `/api/v1/knowledge/reports/${name}`)).body;
const act = (kind: string, id: string) => one.call('POST', '/api/v1/knowledge/acts', { body: { kind, ids: [id] } });

test('links that lead nowhere are told with their place and their trouble', async () => {
	const target = await put('target', '## Real heading\n\nText.');
	const hidden = await put('hidden', 'Text.', { status: 'draft' });
	const trashed = await put('trashed', 'Text.');
	await act('trash', trashed.article_id);
	await put('target', '## Real heading\n\nText.', { slug: 'moved' });
	const upload = await one.call('POST', '/api/v1/files?name=a.txt', {
		raw: 'x',
		headers: { 'content-type': 'text/plain' },
	});
	const gone = upload.body.address as string;
	const { translation_id, article_id } = await put(
		'linking',
		[
			'[fine](/articles/target) [fine too](/articles/target#real-heading) [by page](/en/articles/target) [now](/en/articles/moved?x=1)',
			'[gone](/articles/nowhere) [lost](/en/articles/lost)',
			'[draft](/articles/hidden) [bin](/articles/trashed)',
			'[no heading](/articles/target#other) [own](#nowhere) [top](#)',
			`[file](${gone}) [out](https://example.com/x) [mail](mailto:a@example.com)`,
		].join('\n\n'),
	);
	await one.app.database.db.deleteFrom('files').where('id', '=', upload.body.id).execute();
	const { items, next_cursor } = await report('broken-links');
	expect(next_cursor).toBeNull();
	expect(items.map(({ address, trouble }: { address: string; trouble: string }) => [address, trouble])).toEqual([
		['/articles/nowhere', 'missing'],
		['/en/articles/lost', 'missing'],
		['/articles/hidden', 'unpublished'],
		['/articles/trashed', 'in_trash'],
		['/articles/target#other', 'anchor'],
		['#nowhere', 'anchor'],
		[gone, 'file_gone'],
	]);
	expect(items[0]).toMatchObject({ translation_id, article_id, title: 'linking', lang: 'en' });
	const { body } = await one.app.database.db
		.selectFrom('translations')
		.select('body')
		.where('id', '=', translation_id)
		.executeTakeFirstOrThrow();
	expect(items[0].block).toBe(body.content[1]?.attrs.id);
	expect((await report('outside-links')).items).toMatchObject([
		{ address: 'https://example.com/x', count: 1, spots: [{ translation_id, title: 'linking' }] },
		{ address: 'mailto:a@example.com', count: 1 },
	]);
	await act('restore', trashed.article_id);
	await put('hidden', 'Text.', { status: 'published' });
	await put('target', '## Other\n\nText.');
	expect((await report('broken-links')).items.map((row: { address: string }) => row.address)).not.toContain(
		'/articles/hidden',
	);
	await act('archive', article_id);
	expect((await report('broken-links')).items).toEqual([]);
	expect([target, hidden].length).toBe(2);
});

test('a report goes on where its page ended', async () => {
	await put('many', Array.from({ length: 5 }, (_, i) => `[x](/articles/none-${i})`).join('\n\n'));
	const first = await report('broken-links?limit=3');
	const rest = await report(`broken-links?limit=3&cursor=${first.next_cursor}`);
	expect([...first.items, ...rest.items].map((row: { address: string }) => row.address)).toEqual(
		[0, 1, 2, 3, 4].map((i) => `/articles/none-${i}`),
	);
	for (const name of ['broken-links', 'duplicates', 'bare-images'])
		expect([name, (await one.call('GET', `/api/v1/knowledge/reports/${name}?cursor=x`)).status]).toEqual([name, 422]);
});

test('pictures without a description are listed with their blocks', async () => {
	const { translation_id } = await put('pictured', '![](/a.png)\n\n![A dog](/b.png)\n\n- ![](/c.png)');
	const { items } = await report('bare-images');
	expect(items).toMatchObject([{ translation_id, images: [{ src: '/a.png' }, { src: '/c.png' }] }]);
});

const OIL =
	'Switch the compressor off and let the pressure out of the receiver. Unscrew the drain plug and let the old oil run into a flat pan. Fill in the new oil up to the mark.';
const ZH =
	'关闭空压机并释放储气罐中的压力。拧下放油塞,让旧油流入平底盘中。将新油加注至刻度线,并记录更换日期和运行小时数,然后重新启动设备并检查是否漏油。';

test('articles that say the same are found after a change, by language, with what they share', async () => {
	const run = () => findTwins({ db: one.app.database.db, transact: one.app.transact });
	const first = await put('oil-change', `Before.\n\n## How\n\n${OIL}`, { title: 'Changing the compressor oil' });
	const second = await put('oil-service', `## Steps\n\n${OIL} Write the date down.`, { title: 'Service of the oil' });
	const third = await put('oil-question', 'Short.', { title: 'Oil', questions: ['Changing compressor oil'] });
	await put('oil-zh-1', ZH, { lang: 'zh-Hans', title: '换油' });
	await put('oil-zh-2', `${ZH}完毕。`, { lang: 'zh-Hans', title: '保养' });
	await put('oil-change', `## How\n\n${OIL}`, { lang: 'vi', title: 'Same words, other language' });
	await put(
		'belts',
		'Belts are tightened with a wrench of size nineteen, by about one turn, and checked again after a week of use.',
	);
	await run();
	const { items } = await report('duplicates?lang=en');
	const pairs = items.map(({ sides }: { sides: { translation_id: string }[] }) =>
		sides.map((side) => side.translation_id).toSorted(),
	);
	expect(pairs).toContainEqual([first.translation_id, second.translation_id].toSorted());
	expect(pairs).toContainEqual([first.translation_id, third.translation_id].toSorted());
	expect(pairs).toHaveLength(2);
	const passage = items.find(({ shared }: { shared: { parts: string[] }[] }) =>
		shared[0]?.parts[0]?.startsWith('passage'),
	);
	expect(passage.similarity).toBeGreaterThan(0.7);
	expect(passage.shared[0].text).toContain('Switch the compressor off');
	expect((await report('duplicates?lang=zh')).items).toHaveLength(1);
	expect(await run()).toBe(0);
	await put('oil-service', 'It moved.', { title: 'Service of the oil' });
	expect(await run()).toBe(1);
	expect((await report('duplicates?lang=en')).items).toHaveLength(1);
	await act('trash', third.article_id);
	expect((await report('duplicates?lang=en')).items).toEqual([]);
});

test('redirects are listed, added and removed; none may hide an article or lead to itself', async () => {
	const { translation_id } = await put('harbour', 'Ships.');
	await put('harbour', 'Ships.', { slug: 'port' });
	const other = await put('quay', 'Walls.');
	const add = (slug: string, id = translation_id, as?: string) =>
		one.call('POST', '/api/v1/redirects', { body: { lang: 'en', slug, translation_id: id }, ...(as && { as }) });
	expect((await add('Old Harbour')).body).toEqual({ lang: 'en', slug: 'old-harbour' });
	const rows = async (query = '') =>
		((await one.call('GET', `/api/v1/redirects?q=harbour${query}`)).body.items as { slug: string; to: string }[]).map(
			({ slug, to }) => [slug, to],
		);
	expect(await rows()).toEqual([['harbour', 'port'], ['old-harbour', 'port']]); // prettier-ignore
	expect((await one.call('GET', '/api/v1/redirects?q=harbour&limit=1')).body.next_cursor).toBe('en/harbour');
	expect(await rows('&cursor=en/harbour')).toEqual([['old-harbour', 'port']]);
	for (const [slug, id, status] of [
		['port', translation_id, 409],
		['port', other.translation_id, 409],
		['old-harbour', other.translation_id, 409],
		['x', newId(), 404],
	] as const)
		// prettier-ignore
		expect([slug, (await add(slug, id)).status]).toEqual([slug, status]);
	expect((await one.call('DELETE', '/api/v1/redirects/en/old-harbour')).status).toBe(204);
	expect((await one.call('DELETE', '/api/v1/redirects/en/old-harbour')).status).toBe(404);
	const { token } = (await one.call('POST', '/api/v1/keys', { body: { name: 'r', scopes: ['knowledge:read'] } })).body;
	expect((await add('y', translation_id, token)).status).toBe(403);
	expect((await one.call('DELETE', '/api/v1/redirects/en/harbour', { as: token })).status).toBe(403);
});

test('views are one’s own or shared, and only their owner changes them', async () => {
	const { token } = (await one.call('POST', '/api/v1/keys', { body: { name: 'r', scopes: ['knowledge:read'] } })).body;
	const save = (body: object, as = one.key) => one.call('POST', '/api/v1/knowledge/views', { body, as });
	const names = async (as: string) =>
		((await one.call('GET', '/api/v1/knowledge/views', { as })).body.items as { name: string; is_own: boolean }[]).map(
			({ name, is_own }) => [name, is_own],
		);
	const own = await save({ name: 'Drafts in Thai', filter: { state: 'draft', lang: 'th' } });
	const shared = await save({ name: 'For all', is_shared: true, filter: { review: 'due' } });
	expect((await save({ name: 'For all', filter: {} })).status).toBe(409);
	expect((await save({ name: 'Bad', filter: { state: 'lost' } })).status).toBe(422);
	expect((await save({ name: 'Mine', filter: {} }, token)).status).toBe(201);
	expect(await names(one.key)).toEqual([['Drafts in Thai', true], ['For all', true]]); // prettier-ignore
	expect(await names(token)).toEqual([['For all', false], ['Mine', true]]); // prettier-ignore
	const change = (id: string, body: object, as = one.key) =>
		one.call('PATCH', `/api/v1/knowledge/views/${id}`, { body, as });
	expect((await change(shared.body.id, { name: 'Stolen' }, token)).status).toBe(404);
	expect((await change(own.body.id, { name: 'For all' })).status).toBe(409);
	expect((await change(own.body.id, { filter: { lang: 'vi' } })).status).toBe(204);
	const { items } = (await one.call('GET', '/api/v1/knowledge/views')).body;
	expect(items[0]).toMatchObject({ name: 'Drafts in Thai', filter: { lang: 'vi' }, is_shared: false });
	expect((await one.call('DELETE', `/api/v1/knowledge/views/${shared.body.id}`, { as: token })).status).toBe(404);
	expect((await one.call('DELETE', `/api/v1/knowledge/views/${shared.body.id}`)).status).toBe(204);
});
