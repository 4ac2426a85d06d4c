import type { Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { fillDepot } from './asked.ts';
import { violations } from './axe.ts';
import { openSite, PHONE } from './site.ts';

const site = openSite();
const FIX = 'Let it cool for ten minutes, then press RESET once.';
beforeAll(async () => {
	await fillDepot(site, { workers: 2, type: { code: 'repair', names: { en: 'Repair' } } });
	const article = { lang: 'en', title: 'E-10: motor overload', body: `E-10 means too much current. ${FIX}` };
	await site.api('PUT', '/articles/by-external-id/e-10', article);
});

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();
const asked = (page: Page, words: string) => page.locator('.question .label', { hasText: words }).first().waitFor();

async function choose(page: Page, question: string, answer: string) {
	await asked(page, question);
	await page.getByLabel(answer).check();
	await press(page, 'Continue');
}

async function write(page: Page, question: string, answer: string) {
	await asked(page, question);
	await page.getByLabel(question).fill(answer);
	await press(page, 'Continue');
}

test.each([
	['without a script', { ...PHONE, javaScriptEnabled: false }],
	['with it, in the dark', { ...PHONE, colorScheme: 'dark' as const }],
])(
	'%s, on a phone: the fix is tried first, then a person is promised within half an hour, then a visit',
	async (_, options) => {
		const { page } = await site.visit(options);
		await page.goto('/en/services/report-fault');
		await press(page, 'Begin');
		await choose(page, 'Is anybody in danger?', 'No');
		await choose(page, 'Does the machine still run?', 'It has stopped');
		await write(page, 'Which code', 'E 10');
		await asked(page, 'Did that solve it?');
		await page.getByText(FIX).waitFor();
		expect(await page.getByRole('link', { name: 'E-10: motor overload' }).count()).toBe(1);
		await choose(page, 'Did that solve it?', 'No');
		await write(page, 'Which serial number', 'KA11-2617-0483');
		await page.getByText('We do not know this number.').waitFor();
		await write(page, 'What is wrong?', 'It hums and stops');
		await choose(page, 'How shall we help?', 'Somebody has to come');
		await write(page, 'On which number', '+84 912 345 678');
		await page.getByText('Somebody answers by').waitFor();
		if (options.javaScriptEnabled !== false) expect(await violations(page)).toEqual([]);
		await press(page, 'Send the report');
		await page.getByText('We have your report.').waitFor();
		await page.getByText(/^An answer by/).waitFor();
		await page.getByRole('link', { name: 'Follow the conversation and its clock' }).waitFor();
		await page.getByRole('button', { name: /Book a visit/ }).click();
		await asked(page, 'Where shall we come to?');
	},
);
