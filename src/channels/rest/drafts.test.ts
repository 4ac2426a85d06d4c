import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '#core/ids.ts';
import { type TestServer, testServer } from '../../../tests/support/server.ts';
import { until } from '../../../tests/support/until.ts';
import { docOf, importText, newArticle, versionsOf, writerKey, writerOf } from '../../../tests/support/writing.ts';

let one: TestServer;
let time = new Date('2026-11-22T09:00:00Z');
let ann: string;
let ben: string;

beforeAll(async () => {
	one = await testServer({ clock: () => time });
	ann = await writerKey(one);
	ben = await writerKey(one);
});
afterAll(() => one.stop());

const keyWith = async (...scopes: string[]) =>
	(await one.call('POST', '/api/v1/keys', { body: { name: 'some', scopes } })).body.token as string;
const later = (minutes: number) => {
	time = new Date(time.getTime() + minutes * 60_000);
};

test('what is written stays beside what customers read until it is published', async () => {
	const { article_id, translation_id } = (await importText(one, 'beside', 'As published.')).body;
	const { save, read } = writerOf(one, article_id);
	const saved = await save({ title: 'Better', body: docOf({ a: 'As written.' }) });
	expect([saved.status, saved.body]).toEqual([
		200,
		{ revision: 2, has_draft: true, written_at: time.toISOString(), kept: null },
	]);
	expect(await read()).toMatchObject({
		has_draft: true,
		revision: 2,
		version: 1,
		based_on: 1,
		text: { title: 'Better', body: docOf({ a: 'As written.' }) },
		written_by: { kind: 'key' },
	});
	const shown = await one.call('GET', `/api/v1/articles/${translation_id}`, { as: null });
	expect(shown.body).toMatchObject({ title: 'beside', body: 'As published.\n' });
});

test('a save on an older text is refused with how it stands, and one that was repeated is not', async () => {
	const { save, read } = await newArticle(one);
	const { revision } = await read();
	const first = { title: 'From Ann', body: docOf({ a: 'Ann.' }) };
	expect((await save(first, { revision, as: ann })).status).toBe(200);
	expect((await save(first, { revision, as: ann })).body.revision).toBe(revision + 1);
	const refused = await save({ title: 'From Ben', body: docOf({ a: 'Ben.' }) }, { revision, as: ben });
	expect(refused).toMatchObject({
		status: 409,
		body: {
			code: 'conflict',
			current: { revision: revision + 1, has_draft: true, text: { title: 'From Ann', body: docOf({ a: 'Ann.' }) } },
		},
	});
	expect((await read()).text.title).toBe('From Ann');
});

test('of many who save at once on the same text exactly one wins', async () => {
	const { save, read, at } = await newArticle(one);
	const { revision } = await read();
	const replies = await Promise.all(Array.from({ length: 12 }, (_, i) => save({ title: `Writer ${i}` }, { revision })));
	expect(replies.map(({ status }) => status).toSorted()).toEqual([200, ...Array(11).fill(409)]);
	const winner = replies.findIndex(({ status }) => status === 200);
	expect(await read()).toMatchObject({ revision: revision + 1, text: { title: `Writer ${winner}` } });
	expect(await versionsOf(one, at)).toEqual([]);
});

test('a version that somebody publishes or imports meanwhile makes the open text old', async () => {
	const { article_id } = (await importText(one, 'meanwhile', 'First.')).body;
	const { save, read } = writerOf(one, article_id);
	const { revision } = await read();
	await importText(one, 'meanwhile', 'Second.');
	const refused = await save({ title: 'Mine' }, { revision });
	expect([refused.status, refused.body.current.has_draft]).toEqual([409, false]);
	expect(JSON.stringify(refused.body.current.text.body)).toContain('Second.');
});

test('who writes over another’s text after a pause leaves it in the history, who goes on with it does not', async () => {
	const { save, at } = await newArticle(one);
	await save({ title: 'Ann begins' }, { as: ann });
	later(5);
	expect((await save({ title: 'Ben helps' }, { as: ben })).body.kept).toBe(null);
	later(20);
	expect((await save({ title: 'Ann takes over' }, { as: ann })).body.kept).toBe(1);
	later(60);
	expect((await save({ title: 'Ann after lunch' }, { as: ann })).body.kept).toBe(null);
	later(60 * 14);
	expect((await save({ title: 'Ann the next day' }, { as: ann })).body.kept).toBe(2);
	expect(await versionsOf(one, at)).toMatchObject([
		{ version: 2, title: 'Ann after lunch', is_working_copy: true, status: 'draft' },
		{ version: 1, title: 'Ben helps', is_working_copy: true },
	]);
	const text = await one.call('GET', `${at}/versions/1/text`);
	expect(text.body).toMatchObject({ title: 'Ben helps', body: { type: 'doc' } });
});

test('a discarded working copy comes back, and is in the history when somebody wrote again', async () => {
	const { article_id } = (await importText(one, 'thrown', 'Published.')).body;
	const { save, read, at } = writerOf(one, article_id);
	await save({ title: 'Thrown away' });
	const discard = async () => one.call('DELETE', `${at}/draft?revision=${(await read()).revision}`);
	const bring = async () => one.call('POST', `${at}/draft/return`, { body: { revision: (await read()).revision } });
	expect((await discard()).body).toEqual({ revision: 3 });
	expect(await read()).toMatchObject({
		has_draft: false,
		text: { title: 'thrown' },
		discarded: { at: time.toISOString() },
	});
	expect((await bring()).status).toBe(200);
	expect(await read()).toMatchObject({ has_draft: true, discarded: null, text: { title: 'Thrown away' } });
	await discard();
	expect((await save({ title: 'Another thought' })).body.kept).toBe(2);
	expect((await bring()).status).toBe(404);
	expect((await discard()).status).toBe(200);
	expect((await discard()).status).toBe(404);
});

test('an import and a working copy leave each other alone, until somebody takes what came or dismisses it', async () => {
	const { article_id, translation_id } = (await importText(one, 'waits', 'First.')).body;
	const { save, read, at } = writerOf(one, article_id);
	await save({ title: 'Mine' });
	expect((await importText(one, 'waits', 'Second.')).body.outcome).toBe('draft_kept');
	expect(await read()).toMatchObject({ text: { title: 'Mine' }, incoming: { title: 'waits' } });
	expect((await save({ title: 'Mine, longer' })).status).toBe(200);
	expect((await importText(one, 'waits', 'Second.')).body.outcome).toBe('unchanged');
	const { body: waiting } = await one.call('GET', `${at}/incoming`);
	expect(waiting).toMatchObject({ title: 'waits', slug: 'waits' });
	const dismiss = async () => (await one.call('DELETE', `${at}/incoming?at=${waiting.at}`)).status;
	expect(await dismiss()).toBe(204);
	expect((await importText(one, 'waits', 'Second.')).body.outcome).toBe('unchanged');
	expect((await read()).incoming).toBe(null);
	const { at: came, ...dismissed } = waiting;
	const again = () => one.call('PUT', `${at}/incoming`, { body: { at: came, ...dismissed } });
	expect((await again()).status).toBe(204);
	expect((await one.call('GET', `${at}/incoming`)).body).toEqual(waiting);
	expect((await again()).status).toBe(409);

	later(1);
	await importText(one, 'waits', 'Third.');
	const take = async (revision: number, seen: string) =>
		one.call('POST', `${at}/incoming`, { body: { revision, at: seen } });
	const { revision, incoming } = await read();
	expect([await dismiss(), (await take(revision, came)).status]).toEqual([409, 409]);
	expect((await take(1, incoming.at)).status).toBe(409);
	expect((await take(revision, incoming.at)).body).toMatchObject({ kept: 2 });
	expect(JSON.stringify(await read())).toContain('Third.');
	expect((await one.call('GET', `${at}/versions/2/text`)).body.title).toBe('Mine, longer');
	expect((await one.call('GET', `/api/v1/articles/${translation_id}`, { as: null })).body.body).toBe('First.\n');
	expect((await one.call('GET', `${at}/incoming`)).status).toBe(404);
});

test('a picture that a working copy shows is the team’s until it is published', async () => {
	const upload = await one.call('POST', '/api/v1/files?name=a.txt', {
		raw: 'A manual',
		headers: { 'content-type': 'text/plain' },
		as: ann,
	});
	const { save, publish, read } = await newArticle(one, { title: 'Manual' });
	const file = upload.body.address as string;
	const body = docOf({ a: 'See the manual.' });
	await save({ body, attachments: [{ file, title: 'Manual' }] }, { as: ann });
	expect((await read()).files).toMatchObject([{ id: upload.body.id, address: file, mime: 'text/plain' }]);
	const seen = async (as: string | null) => (await one.call('GET', file, { as })).status;
	expect([await seen(ben), await seen(null)]).toEqual([200, 404]);
	await publish();
	expect(await seen(null)).toBe(200);
	await save({ attachments: [] });
	expect(await seen(null)).toBe(200);
	await publish();
	expect(await seen(null)).toBe(404);
});

test('a text of 200 kB is saved at once, also on a busy machine', async () => {
	const { save, read } = await newArticle(one);
	const paragraphs = Array.from({ length: 1_000 }, (_, i) => [
		`p${i}`,
		`Paragraph ${i} says ${'this and that '.repeat(13)}`,
	]);
	const body = docOf(Object.fromEntries(paragraphs));
	await save({ body });
	const { text, revision } = await read();
	const times: number[] = [];
	for (let i = 0; i < 5; i++) {
		const start = performance.now();
		expect((await save({ ...text, title: `Round ${i}` }, { revision: revision + i })).status).toBe(200);
		times.push(performance.now() - start);
	}
	expect(Math.min(...times)).toBeLessThan(1_000);
});

test('what is not a document, not theirs or nowhere is refused', async () => {
	const { save, at, read } = await newArticle(one);
	const viewer = await keyWith('knowledge:read');
	expect((await save({ title: 'x' }, { as: viewer })).status).toBe(403);
	expect((await save({ body: { type: 'doc', content: [{ type: 'script' }] } })).status).toBe(422);
	expect((await save({ attachments: [{ file: 'https://a.example/x', title: 'x' }] })).body.errors[0].path).toBe(
		'attachments.0.file',
	);
	expect((await one.call('GET', `${at}/draft`, { as: viewer })).status).toBe(200);
	expect((await one.call('GET', `${at}/draft`, { as: null })).status).toBe(401);
	const { text, revision } = await read();
	for (const nowhere of [at.replace('/en', '/th'), at.replace(/[^/]+(?=\/translations)/, newId())]) {
		expect((await one.call('GET', `${nowhere}/draft`)).status).toBe(404);
		expect((await one.call('PUT', `${nowhere}/draft`, { body: { ...text, revision } })).status).toBe(404);
	}
});

test('while the database is gone a save is refused as unavailable, and changes nothing', async () => {
	const { save, read, at } = await newArticle(one, { title: 'Before' });
	const { text, revision } = await read();
	const db = one.app.database.db;
	const name = (await db.selectNoFrom((eb) => eb.fn<string>('current_database', []).as('name')).executeTakeFirst())
		?.name;
	expect(name).toBeTruthy();
	await one.app.database.pool.query(
		'create function refuse() returns trigger language plpgsql as $$ begin perform pg_terminate_backend(pg_backend_pid()); return new; end $$',
	);
	await one.app.database.pool.query(
		'create trigger refuse before insert or update on drafts for each row execute function refuse()',
	);
	const gone = await one.call('PUT', `${at}/draft`, { body: { ...text, revision, title: 'While it was gone' } });
	expect([gone.status, gone.body.code]).toEqual([503, 'unavailable']);
	await one.app.database.pool.query('drop trigger refuse on drafts');
	expect(await read()).toMatchObject({ revision, text: { title: 'Before' } });
	expect((await save({ title: 'After' }, { revision })).status).toBe(200);
	await until(async () => (await read()).text.title === 'After');
});
