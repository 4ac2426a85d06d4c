import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { sql } from 'kysely';
import { expect, onTestFinished, test } from 'vitest';
import { SYSTEM } from '#core/access.ts';
import { countByDay, countsByDay, readResolution, settleDays, totalOf } from '#modules/analytics/index.ts';
import { person } from '../../src/modules/analytics/story.fixture.ts';
import { rollAll } from '../support/roll.ts';
import { testServer } from '../support/server.ts';

const COMMAND = path.join(import.meta.dirname, '../../bin/recount.ts');
const JUNE = { from: '2026-06-01', to: '2026-06-30' };

test(
	'the command counts anew what was counted wrongly, beside a server that goes on counting',
	{ timeout: 60_000 },
	async () => {
		const one = await testServer({ clock: () => new Date('2026-06-30T12:00:00Z') });
		onTestFinished(one.stop);
		const { db } = one.app.database;
		const ask = async (time: string) => {
			const each = person(one.app);
			await each.says(time, await each.asks(time, 'answer'), true);
		};
		const figures = async () => ({
			...totalOf(await countsByDay(db, SYSTEM, JUNE)),
			net: (await readResolution(db, SYSTEM, { range: JUNE, zone: 'UTC' })).net,
		});
		for (const day of ['01', '02', '03']) await ask(`${day} 09:00`);
		await rollAll(one.app, countByDay);
		await settleDays(one.app);
		await sql`update daily_counts set count = count * 2`.execute(db);
		await sql`update daily_matters set net = 9`.execute(db);
		expect(await figures()).toMatchObject({ answer: 6, net: 27 });
		const env = { ...process.env, DATABASE_URL: one.url, DATA_DIR: one.app.config.DATA_DIR };
		const [{ stdout }] = await Promise.all([
			promisify(execFile)(process.execPath, [COMMAND], { env }),
			ask('04 09:00').then(() => rollAll(one.app, countByDay)),
		]);
		expect(stdout).toMatch(/^1 months counted anew, \d+ days judged\n$/);
		await rollAll(one.app, countByDay);
		expect(await figures()).toMatchObject({
			answer: 4,
			solved: 4,
			net: expect.toSatisfy((net) => net === 3 || net === 4),
		});
	},
);
