import type { Page } from 'playwright-core';
import { expect, onTestFinished, test } from 'vitest';
import { begin, emailOf, enrolAll, go, said } from '../e2e/team.ts';
import { openBrowser } from '../e2e/site.ts';
import { testDatabase } from '../support/database.ts';
import { until } from '../support/until.ts';
import { openGate } from './gate.ts';
import { article, type Program, startProgram } from './program.ts';

const KEPT = 'No connection: kept in this browser';

async function editorOf(program: Program, id: string): Promise<Page> {
	const baseURL = program.url.replace('127.0.0.1', 'localhost');
	const browser = await openBrowser();
	onTestFinished(() => browser.close());
	const context = await browser.newContext({ baseURL, storageState: await begin(baseURL, emailOf('Ann')) });
	const page = await context.newPage();
	await go(page, `/console/articles/${id}/en`);
	return page;
}

test('while the database is silent, and while the server is dead, writing goes on and nothing of it is lost', async () => {
	const database = await testDatabase();
	const gate = await openGate(database.url);
	onTestFinished(async () => {
		await gate.close();
		await database.drop();
	});
	await enrolAll({ databaseUrl: database.url }, { Ann: 'editor' });
	const first = await startProgram({ DATABASE_URL: gate.url });
	const made = await first.call('PUT', '/api/v1/articles/by-external-id/oil', article('Oil'));
	const { article_id: id } = (await made.json()) as { article_id: string };
	const page = await editorOf(first, id);
	const write = async (text: string) => {
		await page.getByRole('textbox', { name: 'Text of the article' }).locator('p').last().click();
		await page.keyboard.press('Control+End');
		await page.keyboard.type(text);
	};
	const has = (program: Program, text: string) =>
		until(async () => {
			const reply = await program.call('GET', `/api/v1/articles/${id}/translations/en/draft`).catch(() => undefined);
			return reply?.ok && (await reply.text()).includes(text);
		}, 30_000);

	gate.mute();
	await write(' In silence.');
	await said(page, KEPT);
	expect((await page.request.get('/console/articles')).status()).toBe(503);
	gate.open();
	await has(first, 'In silence.');

	first.child.kill('SIGKILL');
	await first.ended;
	await write(' In the dark.');
	await said(page, KEPT);
	const second = await startProgram({ DATABASE_URL: gate.url, DATA_DIR: first.dataDir, PORT: String(first.port) });
	await has(second, 'In silence. In the dark.');
	await page.getByText('Saved', { exact: true }).waitFor();
	expect(await page.getByText(KEPT).count()).toBe(0);
}, 120_000);
