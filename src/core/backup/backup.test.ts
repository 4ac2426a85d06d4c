import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestApp, testApp } from '../../../tests/support/app.ts';
import {
	backUp,
	contentOf,
	fillApp,
	newFolder,
	putBack,
	secretUrl,
	withClient,
	writeArticle,
} from '../../../tests/support/backup.ts';
import { emptyDatabase, type TestDatabase } from '../../../tests/support/database.ts';
import { rollAll } from '../../../tests/support/roll.ts';
import type { StoredEvent } from '../events/define.ts';
import { timeline } from '../events/read.ts';
import { partitions } from './catalog.ts';
import { openArchive } from './read-archive.ts';
import { KINDS } from '#app';
import { knowledgeEvents } from '#modules/knowledge/index.ts';

let one: TestApp;
let target: TestDatabase;
let file: string;
let copy: TestApp;
let back: Awaited<ReturnType<typeof putBack>>;

const seen: { before: string[]; after: string[] } = { before: [], after: [] };
const noteIn = (list: string[]) => ({
	how: 'roll' as const,
	name: 'test-backup',
	events: knowledgeEvents,
	roll: async (_: unknown, events: StoredEvent[]) => void list.push(...events.map(({ id }) => id)),
});

beforeAll(async () => {
	one = await testApp();
	await fillApp(one.app);
	await withClient(one.url, (client) => client.query("select ensure_event_partition('2031-05-01')"));
	await rollAll(one.app, noteIn(seen.before));
	await writeArticle(one.app, 'unread');
	file = path.join(await newFolder(), 'all.zip');
	await backUp(one.app, one.url, file);
	target = await emptyDatabase();
	back = await putBack(target.url, file);
	copy = await testApp({ url: target.url, env: { DATA_DIR: back.dataDir } });
});
afterAll(async () => {
	await copy.stop();
	await target.drop();
	await one.stop();
	await back.forget();
});

test('every row comes back as it was', async () => {
	const [before, after] = [await contentOf(one.url), await contentOf(target.url)];
	expect(after).toEqual(before);
	expect(Object.keys(before)).toEqual(
		expect.arrayContaining(['events', 'translations', 'messages', 'files', 'settings']),
	);
	expect(Object.keys(before)).not.toContain('limits');
	expect(before.events?.length).toBeGreaterThan(4);
});

test('a backup of what was restored holds the same bytes, table by table', async () => {
	const again = path.join(path.dirname(file), 'again.zip');
	await backUp(copy.app, target.url, again);
	const digests = async (name: string) => {
		const archive = await openArchive(name);
		archive.close();
		return archive.manifest.tables
			.filter((table) => table.name !== 'settings')
			.map(({ name: table, sha256 }) => [table, sha256]);
	};
	expect(await digests(again)).toEqual(await digests(file));
});

test('files come back in all their sizes, and nothing else', async () => {
	const filesIn = async (dataDir: string) => {
		const root = path.join(dataDir, 'files');
		const entries = await readdir(root, { recursive: true, withFileTypes: true });
		const names = entries.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name));
		const digests = names.map(async (name) => [
			path.relative(root, name),
			createHash('sha256')
				.update(await readFile(name))
				.digest('hex'),
		]);
		return Object.fromEntries(await Promise.all(digests)) as Record<string, string>;
	};
	const [before, after] = [await filesIn(one.app.config.DATA_DIR), await filesIn(back.dataDir)];
	expect(after).toEqual(before);
	expect(Object.keys(before).length).toBeGreaterThan(3);
});

test('what is sealed in the database opens on the other machine', () => {
	expect(copy.app.settings.get(secretUrl)).toBe('smtp://user:pass@host');
});

test('partitions come with their bounds, and the next months fit beside them', async () => {
	const bounds = (url: string) => withClient(url, partitions);
	expect(await bounds(target.url)).toEqual(await bounds(one.url));
	await withClient(target.url, async (client) => {
		await client.query("set timezone to 'Asia/Ho_Chi_Minh'");
		await client.query("select ensure_event_partition('2031-06-01'), ensure_event_partition('2031-04-01')");
	});
});

test('a job that waited waits again, once', async () => {
	const waiting = (url: string) =>
		withClient(url, async (client) => {
			const { rows } = await client.query(
				"select name, data, retry_limit from pgboss.job where state = 'created' and name = 'act.notice-of-conversation'",
			);
			return rows as unknown[];
		});
	expect(await waiting(one.url)).toHaveLength(1);
	expect(await waiting(target.url)).toEqual(await waiting(one.url));
});

test('a reader goes on where it was: nothing twice, nothing missed, also what is written afterwards', async () => {
	await writeArticle(copy.app, 'later');
	await rollAll(copy.app, noteIn(seen.after));
	const names = new Set(knowledgeEvents.map(({ name }) => name));
	const known = await copy.app.database.db.selectFrom('events').select(['id', 'name']).execute();
	const expected = known.filter(({ name }) => names.has(name)).map(({ id }) => id);
	expect([...seen.before, ...seen.after].toSorted()).toEqual(expected.toSorted());
	expect(seen.before.length * seen.after.length).toBeGreaterThan(0);
});

test('a subject goes on counting its events where it stopped', async () => {
	const { translation_id } = await writeArticle(copy.app, 'oil', 'A new title');
	const { subject_type, subject_id } = await copy.app.database.db
		.selectFrom('events')
		.select(['subject_type', 'subject_id'])
		.where('subject_id', '=', translation_id)
		.executeTakeFirstOrThrow();
	const seqs = (await timeline(copy.app.database.db, KINDS, subject_type, subject_id)).map(({ seq }) => seq);
	expect(seqs).toEqual(seqs.map((_, i) => i + 1));
	expect(seqs.length).toBeGreaterThan(1);
});

test('the archive shows its secret to nobody', async () => {
	const secret = (await readFile(path.join(one.app.config.DATA_DIR, 'secret'), 'utf8')).trim();
	const bytes = await readFile(file);
	expect(secret.length).toBeGreaterThan(30);
	expect(bytes.includes(secret)).toBe(false);
	expect((await readFile(path.join(back.dataDir, 'secret'), 'utf8')).trim()).toBe(secret);
});
