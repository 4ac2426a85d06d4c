import type { Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { fillDepot } from './asked.ts';
import { violations } from './axe.ts';
import { typeOf } from '../support/field.ts';
import { plainBrowser } from './plain-browser.ts';
import { openSite, PHONE } from './site.ts';

const site = openSite();
const ADDRESS = '12 Đại lộ Bình Dương';
beforeAll(async () => {
	await fillDepot(site, { workers: 2, type: { names: { en: 'Yearly service' } } });
	await site.api('POST', '/visit-types', typeOf('repair', { names: { en: 'Repair' } }));
});

const log = (page: Page) => page.getByRole('log');
const press = (page: Page, name: string | RegExp) =>
	log(page).getByRole('button', { name, exact: true }).first().click();
const asked = (page: Page, text: string) => log(page).getByText(text).last().waitFor();
const WINDOW = /^\d\d?:00.+\d\d?:00/;

async function write(page: Page, text: string): Promise<void> {
	await page.getByRole('textbox', { name: 'Your message' }).fill(text);
	await page.keyboard.press('Enter');
}

async function begin(page: Page): Promise<void> {
	page.setDefaultTimeout(12_000);
	await page.goto('/en/chat');
	await page.locator('input[type=file]').waitFor({ state: 'attached' });
	await write(page, 'I want to book a visit');
	await asked(page, 'What is to be done?');
}

for (const colorScheme of ['light', 'dark'] as const)
	test(`on a phone a visit is booked by pressing, changed at the receipt, and undone (${colorScheme})`, async () => {
		const { page, errors } = await site.visit({ ...PHONE, colorScheme, reducedMotion: 'reduce' });
		const look = async () => expect(await violations(page)).toEqual([]);
		await begin(page);
		await look();
		expect(await log(page).getByRole('button', { name: 'Continue' }).isDisabled()).toBe(true);
		await log(page).getByRole('checkbox', { name: 'Yearly service' }).check();
		await press(page, 'Continue');
		await asked(page, 'Where shall we come to?');
		await write(page, ADDRESS);
		await asked(page, 'When suits you?');
		await log(page).getByRole('radio').nth(1).check({ force: true });
		await look();
		await press(page, WINDOW);
		await asked(page, 'On which number do we reach you?');
		// What was asked before can no longer be pressed.
		expect(await log(page).getByRole('button', { name: WINDOW }).count()).toBe(0);
		await press(page, 'Back');
		await asked(page, 'When suits you?');
		await press(page, WINDOW);
		await asked(page, 'On which number do we reach you?');
		await write(page, '+84 912 345 678');
		await asked(page, 'Where shall we send the confirmation?');
		await look();
		await press(page, 'Skip');
		await asked(page, 'Is there anything we should know?');
		await press(page, 'Skip');
		await asked(page, 'Is everything right?');
		await look();
		await press(page, 'Change: How many technicians?');
		await asked(page, 'How many technicians?');
		await write(page, '2');
		await log(page).getByRole('button', { name: 'Book this visit' }).waitFor();
		await press(page, 'Book this visit');
		await asked(page, 'Your reference');
		await look();
		await press(page, 'Undo');
		await asked(page, 'This has been undone.');
		await page.reload();
		await asked(page, 'This has been undone.');
		await look();
		expect(await site.api('GET', `/conversations/${new URL(page.url()).pathname.split('/').at(-1)}`)).toMatchObject({
			messages: expect.arrayContaining([
				expect.objectContaining({ author: 'customer', text: 'Book this visit' }),
				expect.objectContaining({ author: 'customer', text: 'Change: How many technicians?' }),
			]),
		});
		expect(errors).toEqual([]);
	});

test('whoever says several things at once is asked the rest, and what fits is there to press', async () => {
	const { page, errors } = await site.visit();
	await begin(page);
	await write(page, 'Yearly service and repair, with 2 technicians');
	await asked(page, 'Where shall we come to?');
	await write(page, ADDRESS);
	await asked(page, 'When suits you?');
	await write(page, 'in the afternoon');
	await asked(page, 'These fit what you said.');
	const fitting = await log(page).getByRole('button', { name: WINDOW }).count();
	await press(page, 'Show all');
	// All of that day: the morning too, if anybody is free then.
	await log(page).getByRole('button', { name: 'Show all' }).waitFor({ state: 'detached' });
	await expect.poll(() => log(page).getByRole('button', { name: WINDOW }).count()).toBeGreaterThanOrEqual(fitting);
	await press(page, 'Cancel');
	await asked(page, 'Cancelled. Nothing was done.');
	expect(await log(page).getByRole('button', { name: 'Back', exact: true }).count()).toBe(0);
	expect(errors).toEqual([]);
});

test('without a script the buttons post what they say', async () => {
	const { open, post } = plainBrowser(site);
	await open('/en/chat');
	const first = await post('say', { text: 'I want to book a visit' });
	expect(first.html).toMatch(/<input type="checkbox" name="text" value="Yearly service"/);
	expect((await post('say', { text: ['Yearly service', 'Repair'] })).html).toContain('Where shall we come to?');
	const { html } = await post('say', { text: ADDRESS });
	const times = [...html.matchAll(/<button class="chip[^"]*" name="text" value="([^"]+)"/g)].map(
		([, value]) => value ?? '',
	);
	expect(times.length).toBeGreaterThan(3);
	expect((await post('say', { text: times[1] ?? '' })).html).toContain('On which number do we reach you?');
	for (const text of ['+84 912 345 678', 'Skip', 'Skip']) await post('say', { text });
	const changed = await post('say', { text: 'Change: How many technicians?' });
	expect(changed.html).toContain('How many technicians?');
	const review = await post('say', { text: '1' });
	expect(review.html).toMatch(/name="text" value="Book this visit"/);
	const done = await post('say', { text: 'Book this visit' });
	expect(done.html).toContain('Your reference');
	expect((await open(/href="(\/en\/journeys\/[^"]+)"/.exec(done.html)?.[1] ?? '')).html).toContain('Undo');
});
