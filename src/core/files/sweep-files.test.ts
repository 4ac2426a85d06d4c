import sharp from 'sharp';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { testDatabase } from '../../../tests/support/database.ts';
import { customer, openFiles } from '../../../tests/support/files.ts';
import { newId } from '../ids.ts';
import { attachFile, releaseFiles } from './attach-file.ts';
import { sweepFiles } from './sweep-files.ts';

const DAY = 86_400_000;
const PDF = '%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF';
const owner = { type: 'translation', id: '01890000-0000-7000-8000-000000000001' };

let database: Awaited<ReturnType<typeof testDatabase>>;
let files: Awaited<ReturnType<typeof openFiles>>;
const anna = customer();
const picture = sharp({ create: { width: 700, height: 20, channels: 3, background: '#c2410c' } }).png();

beforeAll(async () => {
	database = await testDatabase();
});
beforeEach(async () => {
	files = await openFiles(database.url);
});
afterEach(async () => {
	await files.db.deleteFrom('files').execute();
	await files.close();
});
afterAll(() => database.drop());

test('an upload goes after a day when nothing was made of it, with all its sizes', async () => {
	const before = await files.onDisk();
	await files.upload(anna, await picture.toBuffer(), 'loose.png');
	const kept = await files.upload(anna, PDF, 'kept.pdf');
	await files.transact((tx) => attachFile(tx, anna, kept.id, owner));
	expect(await sweepFiles(files)).toBe(0);
	files.later(DAY + 1_000);
	expect(await sweepFiles(files)).toBe(1);
	expect((await files.rows()).map((row) => row.id)).toEqual([kept.id]);
	expect(await files.onDisk()).toHaveLength(before.length + 1);

	await files.transact((tx) => releaseFiles(tx, owner));
	expect(await sweepFiles(files)).toBe(1);
	expect(await files.onDisk()).toEqual(before);
});

test('one that cannot be removed now holds up no other', async () => {
	const [one, other] = [await files.upload(anna, PDF, 'a.pdf'), await files.upload(anna, PDF, 'b.pdf')];
	const [row] = (await files.rows()).filter(({ id }) => id === one.id);
	const storage = {
		...files.storage,
		remove: async (keys: readonly string[]) => {
			if (keys[0] === row?.storage_key) throw new Error('the bucket does not answer');
			await files.storage.remove(keys);
		},
	};
	files.later(DAY + 1_000);
	expect(await sweepFiles({ ...files, storage })).toBe(1);
	expect((await files.rows()).map(({ id }) => id)).not.toContain(other.id);
	expect(await sweepFiles(files)).toBe(1);
});

test('however many cannot be removed now, the rest goes', async () => {
	const { id } = await files.upload(anna, PDF, 'a.pdf');
	const stuck = { name: 'x', mime: 'text/plain', bytes: 1, sha256: '', variants: '[]', uploaded_by: 'nobody' };
	await files.db
		.insertInto('files')
		.values(
			Array.from({ length: 100 }, () => {
				const fresh = newId();
				return {
					...stuck,
					id: fresh,
					storage_key: `s3:${fresh}`,
					created_at: new Date(0),
					owner_type: null,
					owner_id: null,
				};
			}),
		)
		.execute();
	files.later(DAY + 1_000);
	expect(await sweepFiles(files)).toBe(1);
	expect((await files.rows()).map((row) => row.id)).not.toContain(id);
});

test('an upload cannot be attached any more once the sweep has it', async () => {
	const { id } = await files.upload(anna, PDF, 'late.pdf');
	files.later(DAY + 1_000);
	const storage = {
		...files.storage,
		remove: async () => {
			await expect(files.transact((tx) => attachFile(tx, anna, id, owner))).rejects.toMatchObject({
				code: 'not_found',
			});
		},
	};
	expect(await sweepFiles({ ...files, storage })).toBe(1);
});
