import { expect, onTestFinished, test, vi } from 'vitest';
import { emptyDatabase, testDatabase } from '../support/database.ts';
import { until } from '../support/until.ts';
import { article, type Program, startProgram } from './program.ts';

vi.setConfig({ testTimeout: 60_000 });

const finds = async (program: Program, word: string) =>
	(await (await program.call('GET', `/api/v1/search?q=${word}`)).text()).includes(`About ${word}`);

async function waitFor(program: Program, word: string, wanted: boolean): Promise<number> {
	const begun = performance.now();
	await until(async () => (await finds(program, word)) === wanted, 10_000);
	return performance.now() - begun;
}

test('what one process publishes, changes or archives, the other finds or forgets within a second', async () => {
	const database = await testDatabase();
	onTestFinished(database.drop);
	const [one, other] = await Promise.all([
		startProgram({ DATABASE_URL: database.url }),
		startProgram({ DATABASE_URL: database.url }),
	]);
	const waits: number[] = [];
	for (const [n, word] of ['pistons', 'gaskets', 'manometers'].entries()) {
		const [writer, reader] = n % 2 === 0 ? [one, other] : [other, one];
		const put = (more = {}) =>
			writer.call('PUT', `/api/v1/articles/by-external-id/${word}`, article(`About ${word}`, more));
		expect((await put()).status).toBe(200);
		waits.push(await waitFor(reader, word, true));
		expect((await put({ status: 'archived' })).status).toBe(200);
		waits.push(await waitFor(reader, word, false));
	}
	expect(Math.max(...waits)).toBeLessThan(1_000);
});

test('two processes start at once on an empty database', async () => {
	const database = await emptyDatabase();
	onTestFinished(database.drop);
	const programs = await Promise.all([1, 2].map(() => startProgram({ DATABASE_URL: database.url })));
	for (const program of programs) expect(await program.stop()).toBe(0);
});
