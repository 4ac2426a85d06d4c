import { cp, mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { ERASERS } from '#app';
import { SYSTEM } from '#core/access.ts';
import { newId } from '#core/ids.ts';
import { migrate, MIGRATIONS } from '#core/migrate.ts';
import { testApp } from '../../../tests/support/app.ts';
import { backUp, contentOf, newFolder, withClient, writeArticle } from '../../../tests/support/backup.ts';
import { emptyDatabase } from '../../../tests/support/database.ts';
import { openTarget } from '../../../tests/support/restore-target.ts';
import { type TestServer, testServer } from '../../../tests/support/server.ts';
import { type Person, visit } from '../../../tests/support/visit.ts';
import { eraseCustomer } from './erase-customer.ts';
import { readList } from './erasure-list.ts';

// The passphrase costs time on purpose.
vi.setConfig({ testTimeout: 60_000 });

/** Rows of the backup in which each of the two stands: their own, an upload, an address, a question, a rating, a conversation, a message, a mail, a reply, a test and its result, what was thought of a visit, a wish for a time, a plan. */
const SAID = 22;

let one: TestServer;
let folder: string;
let file: string;
let ann: Person;
let other: Person;

beforeAll(async () => {
	one = await testServer();
	folder = await newFolder();
	file = path.join(folder, 'before.zip');
	await writeArticle(one.app, 'oil');
	ann = await visit(one, 'zanzibarova', '+84905550199');
	other = await visit(one, 'lindqvist', '+46705550188');
	await backUp(one.app, one.url, file);
});
afterAll(async () => {
	await one.stop();
	await rm(folder, { recursive: true });
});
const target = openTarget();

const restore = (name = file, more = {}) => target.restore(name, more);

/** Erases somebody in the restored database, with the program on it for just that long. */
async function eraseThere(id: string) {
	const copy = await testApp({ url: target.url, env: { DATA_DIR: target.dataDir } });
	await copy.app.transact((tx) => eraseCustomer(tx, SYSTEM, { id, erasers: ERASERS })).finally(() => copy.app.close());
}

const rowsThatSay = async (word: string) =>
	Object.values(await contentOf(target.url)).flatMap((rows) => rows.filter((row) => row.includes(word))).length;
const query = async <T>(text: string, values: unknown[] = []) =>
	withClient(target.url, async (client) => (await client.query(text, values)).rows as T[]);
const erasures = () => query<{ customer_id: string; at: Date }>('select * from erasures order by at');

test('a backup that takes the place of a database forgets whom that database had erased', async () => {
	await restore();
	expect(await rowsThatSay('zanzibarova')).toBe(SAID);
	await eraseThere(ann.id);
	const [before, noted] = [await contentOf(target.url), await erasures()];
	await restore(file, { replace: true });
	expect(await rowsThatSay('zanzibarova')).toBe(0);
	expect(await rowsThatSay('lindqvist')).toBe(SAID);
	expect(await erasures()).toEqual(noted);
	const after = await contentOf(target.url);
	const [own, counts] = [
		['customers', 'questions', 'conversations', 'messages', 'ratings', 'notifications'],
		[] as unknown[],
	];
	for (const name of own) counts.push([name, after[name]?.length]);
	expect(counts).toEqual(own.map((name) => [name, before[name]?.length]));
	const facts = await query<{ at: Date }>("select at from events where name = 'customer.erased'");
	expect(facts).toEqual([{ at: noted[0]?.at }]);
});

test('a backup in a new database forgets whom the list beside it names', async () => {
	const at = new Date('2027-02-03T04:05:06.789Z');
	const stranger = newId();
	await writeFile(
		path.join(target.dataDir, 'erasures'),
		`${ann.id} ${at.toISOString()}\n${stranger} ${at.toISOString()}\n`,
	);
	await restore();
	expect(await rowsThatSay('zanzibarova')).toBe(0);
	expect((await erasures()).map(({ customer_id }) => customer_id).toSorted()).toEqual([ann.id, stranger].toSorted());
	// In its month's partition, which the backup did not have.
	expect(await query("select at from events_2027_02 where name = 'customer.erased'")).toEqual([{ at }]);
	// Known as erased also where the backup never knew them.
	await eraseThere(stranger);
	await expect(eraseThere(newId())).rejects.toMatchObject({ code: 'not_found' });
});

test('who was erased before a backup stays so, and an older one put back after it forgets them too, though a line of the list was cut off', async () => {
	await restore();
	await eraseThere(ann.id);
	const newer = path.join(folder, 'after.zip');
	await backUp(one.app, target.url, newer);
	await rm(target.dataDir, { recursive: true });
	await mkdir(target.dataDir);
	await writeFile(path.join(target.dataDir, 'erasures'), `\n${newId().slice(0, 20)}`);
	await restore(newer, { replace: true });
	expect(await rowsThatSay('zanzibarova')).toBe(0);
	expect((await readList(target.dataDir)).map(({ customer_id }) => customer_id)).toEqual([ann.id]);
	await target.renew();
	await restore();
	expect(await rowsThatSay('zanzibarova')).toBe(0);
	expect(await rowsThatSay('lindqvist')).toBe(SAID);
});

test('a backup from before there was such a list is brought up to date and then forgets as well', async () => {
	const [older, old] = [await newFolder('migrations-'), await emptyDatabase()];
	await cp(MIGRATIONS, older, { recursive: true });
	const later = (await readdir(older)).filter((name) => Number(name.slice(0, 4)) >= 5);
	for (const name of later) await rm(path.join(older, name));
	await migrate(old.url, older);
	await withClient(old.url, async (client) => {
		await client.query('insert into customers (id, name, created_at) values ($1, $2, now())', [ann.id, 'zanzibarova']);
		await client.query(
			`insert into conversations (id, customer_id, subject, status, lang, channel, created_at, updated_at)
			values ($1, $2, 'zanzibarova', 'open', 'en', 'web', now(), now())`,
			[ann.conversation, ann.id],
		);
		await client.query(
			`insert into notifications (id, template, lang, channel, recipient, args, dedupe_key, due_at, created_at, status)
			values ($1, 'conversation_received', 'en', 'email', 'zanzibarova@example.com', '{}', $2, now(), now(), 'sent')`,
			[newId(), `conversation_received:${ann.conversation}`],
		);
	});
	const ancient = path.join(folder, 'ancient.zip');
	await backUp(one.app, old.url, ancient);
	await writeFile(path.join(target.dataDir, 'erasures'), `${ann.id} 2026-11-22T00:00:00.000Z\n`);
	await restore(ancient);
	expect(await rowsThatSay('zanzibarova')).toBe(0);
	expect(await query('select status, recipient from notifications')).toEqual([{ status: 'sent', recipient: '' }]);
	await old.drop();
	await rm(older, { recursive: true });
});

test('a list that cannot be read stops the restore before anything is touched', async () => {
	await mkdir(path.join(target.dataDir, 'erasures'));
	await expect(restore()).rejects.toThrow(/EISDIR/);
	expect(await query("select from pg_class where relnamespace = 'public'::regnamespace")).toEqual([]);
});

test('a long list is replayed whole, and only for those it names', async () => {
	const list = Array.from(
		{ length: 1_200 },
		(_, i) => `${newId()} ${new Date(Date.UTC(2026, 0, 1, 0, i)).toISOString()}\n`,
	);
	await writeFile(path.join(target.dataDir, 'erasures'), [...list, `${other.id} 2026-11-22T00:00:00.000Z\n`].join(''));
	await restore();
	expect(await erasures()).toHaveLength(1_201);
	expect([await rowsThatSay('lindqvist'), await rowsThatSay('zanzibarova')]).toEqual([0, SAID]);
	expect(await readList(target.dataDir)).toHaveLength(1_201);
});
