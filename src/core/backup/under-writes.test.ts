import { rm } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { testApp } from '../../../tests/support/app.ts';
import { backUp, newFolder, putBack, withClient, writeArticle } from '../../../tests/support/backup.ts';
import { emptyDatabase } from '../../../tests/support/database.ts';

// What must hold in any single moment of the database: each counts rows that break it.
const RULES = {
	'an event beyond its subject’s counter, or a counter without its event': `
		select from event_subjects s full join (select subject_type, subject_id, max(seq) as seq, count(*) as n from events group by 1, 2) e
			on e.subject_type = s.type and e.subject_id = s.id
		where s.seq is distinct from e.seq or e.n is distinct from e.seq`,
	'a translation whose newest version is missing': `
		select from translations t
		where not exists (select from translation_versions v where v.translation_id = t.id and v.version = t.version)`,
	'a change newer than its topic':
		'select from refresh_changes c join refresh_topics t using (topic) where c.version > t.version',
};

test('a backup made while many write shows one moment, not a mixture', { timeout: 60_000 }, async () => {
	const one = await testApp();
	const folder = await newFolder();
	const stopping = new AbortController();
	const writers = [1, 2, 3].map(async (writer) => {
		let n = 0;
		for (; !stopping.signal.aborted; n++) await writeArticle(one.app, `${writer}-${n % 7}`, `Title ${writer} ${n}`);
		return n;
	});
	const summaries = [];
	for (const name of ['a.zip', 'b.zip']) summaries.push(await backUp(one.app, one.url, path.join(folder, name)));
	stopping.abort();
	const written = (await Promise.all(writers)).reduce((sum, n) => sum + n, 0);
	expect(summaries[1]?.rows).toBeGreaterThan(summaries[0]?.rows ?? 0);
	const target = await emptyDatabase();
	const { forget } = await putBack(target.url, path.join(folder, 'b.zip'));
	await withClient(target.url, async (client) => {
		for (const [rule, broken] of Object.entries(RULES)) expect((await client.query(broken)).rowCount, rule).toBe(0);
		const { rows } = await client.query('select count(*)::int as n from events');
		expect((rows[0] as { n: number }).n).toBeLessThanOrEqual(written);
	});
	await Promise.all([forget(), one.stop(), target.drop(), rm(folder, { recursive: true })]);
});
