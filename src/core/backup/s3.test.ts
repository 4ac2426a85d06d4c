import { rm } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { expect, test } from 'vitest';
import { testApp } from '../../../tests/support/app.ts';
import { backUp, newFolder, never, putBack } from '../../../tests/support/backup.ts';
import { emptyDatabase } from '../../../tests/support/database.ts';
import { startS3 } from '../../../tests/support/s3.ts';
import { SYSTEM } from '../access.ts';
import { storeFile } from '../files/store-file.ts';

test(
	'files in a bucket come back into a bucket; one that is gone is named and holds up nothing',
	{ timeout: 60_000 },
	async () => {
		const s3 = await startS3();
		const one = await testApp({ env: s3.env });
		for (const name of ['one.txt', 'two.txt'])
			await storeFile(one.app, SYSTEM, { name, source: Readable.from([Buffer.from(`in ${name}`)]) });
		const [gone = '', kept = ''] = [...s3.objects.keys()];
		s3.objects.delete(gone);
		const folder = await newFolder();
		const file = path.join(folder, 'all.zip');
		expect(await backUp(one.app, one.url, file, never, s3.env)).toMatchObject({ files: 1, missing: [`s3:${gone}`] });
		const before = s3.objects.get(kept)?.data.toString();
		s3.objects.clear();
		const target = await emptyDatabase();
		const { forget } = await putBack(target.url, file, { env: s3.env });
		expect([...s3.objects].map(([key, { data }]) => [key, data.toString()])).toEqual([[kept, before]]);
		await Promise.all([forget(), one.stop(), target.drop(), rm(folder, { recursive: true }), s3.close()]);
	},
);
