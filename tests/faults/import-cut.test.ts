import { request } from 'node:http';
import { expect, onTestFinished, test, vi } from 'vitest';
import { testDatabase } from '../support/database.ts';
import { until } from '../support/until.ts';
import { allArticles, article, KEY, type Program, startProgram } from './program.ts';

vi.setConfig({ testTimeout: 60_000 });

const COUNT = 600;
const lines = Array.from(
	{ length: COUNT },
	(_, n) => `${JSON.stringify({ external_id: `part-${n}`, ...article(`Part ${n}`) })}\n`,
);

/** Sends a part of the lines, the last one broken off in the middle, and hangs up. */
async function sendHalf(program: Program) {
	const call = request(`${program.url}/api/v1/articles/import`, {
		method: 'POST',
		headers: { authorization: `Bearer ${KEY}`, 'content-type': 'application/x-ndjson' },
	});
	call.on('error', () => {});
	call.write(lines.slice(0, COUNT / 2).join(''));
	call.write(lines[COUNT / 2]?.slice(0, 20));
	await until(async () => (await allArticles(program)).length > 0, 20_000);
	call.destroy();
}

test('an import that is cut half way keeps what it took, and the same import again completes it', async () => {
	const database = await testDatabase();
	onTestFinished(database.drop);
	const program = await startProgram({ DATABASE_URL: database.url });
	await sendHalf(program);
	const half = await allArticles(program);
	expect(half.length).toBeLessThanOrEqual(COUNT / 2);
	const send = () =>
		program.call('POST', '/api/v1/articles/import', lines.join(''), { 'content-type': 'application/x-ndjson' });
	const reply = await send();
	expect(reply.status).toBe(200);
	const report = (await reply.json()) as { created: number; unchanged: number; updated: number; failed: unknown[] };
	expect(report.created + report.unchanged).toBe(COUNT);
	expect(report.unchanged).toBeGreaterThanOrEqual(half.length);
	expect(report).toMatchObject({ updated: 0, failed: [] });
	const all = await allArticles(program);
	expect(all.toSorted()).toEqual(Array.from({ length: COUNT }, (_, n) => `part-${n}`).toSorted());
	expect(await (await send()).json()).toMatchObject({ created: 0, updated: 0, unchanged: COUNT, failed: [] });
});
