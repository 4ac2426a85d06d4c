import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { openDepotAt } from '../conformance/depot.ts';
import { violations } from './axe.ts';
import { openSite, PHONE } from './site.ts';

const site = openSite({ preload: './tests/support/every-shape.ts' });
const PLAIN = { ...PHONE, javaScriptEnabled: false };
const PIXEL = Buffer.from(
	'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
	'base64',
);
const PLATE = { name: 'plate.png', mimeType: 'image/png', buffer: PIXEL };

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();
const go = (page: Page) => press(page, 'Continue');
const asked = (page: Page, words: string) => page.locator('.question .label', { hasText: words }).first().waitFor();

async function begin(page: Page, service: string) {
	await page.goto(`/en/services/${service}`);
	await press(page, 'Begin');
	await page.waitForURL('**/en/journeys/*');
	return page.url();
}

/** Answers one after the other, by whatever its shape needs; the first ones wrongly before. */
async function answerAll(page: Page) {
	await go(page);
	await page.getByText('Please answer this.').waitFor();
	await page.getByLabel('Which model').fill('K 11');
	await go(page);
	await asked(page, 'Which gas');
	await page.getByLabel('Nitrogen').check();
	await go(page);
	await asked(page, 'Which parts');
	for (const part of ['Air', 'Oxygen', 'Belt']) await page.getByLabel(part).check();
	await go(page);
	await page.getByText('Please choose 1 to 2').waitFor();
	expect(await page.getByLabel('Belt').isChecked()).toBe(true);
	await page.getByLabel('Oxygen').uncheck();
	await go(page);
	await asked(page, 'When was it bought');
	await page.getByLabel('When was it bought').fill('2020-02-03');
	await go(page);
	await asked(page, 'Where does it');
	await page.getByLabel('Where does it').fill('12 Main Street, Hanoi');
	await go(page);
	await asked(page, 'When may');
	await page.locator('.day').nth(2).click();
	await page.locator('.time:visible').nth(1).click();
	await go(page);
	await asked(page, 'Photos');
	await page.locator('input[type=file]').setInputFiles(PLATE);
	await go(page);
	await asked(page, 'Where shall');
	await page.getByLabel('Where shall').fill('anna at example');
	await go(page);
	await page.getByText('does not look like an e-mail').waitFor();
	expect(await page.getByLabel('Where shall').inputValue()).toBe('anna at example');
	await press(page, 'Skip');
	await asked(page, 'Anything');
	await press(page, 'Skip');
	await asked(page, 'How content');
	await page.locator('.star').nth(3).click();
	await go(page);
	await asked(page, 'How many');
	await page.getByLabel('How many').fill('two');
	await go(page);
	await asked(page, 'May we');
	await page.getByLabel('Yes').check();
	await go(page);
	await asked(page, 'Please sign');
	await page.getByLabel('Your full name').fill('Anna Nguyen');
	await go(page);
	await page.getByText('Is everything right?').waitFor();
}

test.each([
	['without a script', PLAIN],
	['with it', PHONE],
])('%s, on a phone: every shape is answered, looked over, changed, done, undone', async (_, options) => {
	const { page } = await site.visit(options);
	await page.goto('/en');
	await page.getByRole('link', { name: 'Inspect a machine' }).click();
	const url = await begin(page, 'every-shape');
	await answerAll(page);
	const receipt = page.locator('form.card');
	for (const line of ['K 11', 'Nitrogen', 'Air and Belt', '12 Main Street, Hanoi', 'Files: 1', '★★★★☆', '120.00 EUR'])
		expect(await receipt.textContent()).toContain(line);
	await page.getByRole('button', { name: 'Change: Which gas' }).click();
	await asked(page, 'Which gas');
	expect(await page.getByLabel('Nitrogen').isChecked()).toBe(true);
	await page.getByRole('radio', { name: 'Air' }).check();
	await go(page);
	await page.getByText('Free', { exact: true }).waitFor();
	await press(page, 'Order the inspection');
	await page.getByText('IN-4711').waitFor();
	await page.goto(url);
	await press(page, 'Undo');
	await page.getByText('This has been undone').waitFor();
});

test('what is done leads on to the next service, which knows what was said', async () => {
	const { page } = await site.visit(PLAIN);
	await begin(page, 'every-shape');
	await answerAll(page);
	await press(page, 'Order the inspection');
	await press(page, 'Go on with: Order parts');
	await asked(page, 'In a hurry?');
	await page.getByLabel('No').check();
	await go(page);
	await press(page, 'Confirm');
	await page.getByText('Parts for K 11 are on their way').waitFor();
});

test('all on one page: each fault stands by its question, and what was right is kept', async () => {
	const { page } = await site.visit(PLAIN);
	await begin(page, 'every-shape');
	await page.getByRole('link', { name: 'All questions on one page' }).click();
	await page.getByLabel('Nitrogen').first().check();
	await page.getByLabel('How many').fill('900');
	await page.getByLabel('Your full name').fill('Anna Nguyen');
	await go(page);
	await page.getByText('Please look at what is marked below').waitFor();
	expect(await page.getByLabel('How many').inputValue()).toBe('900');
	expect(await page.getByLabel('Your full name').inputValue()).toBe('Anna Nguyen');
	await page.getByText('A number from 1 to 50').waitFor();
	expect(await page.getByText('Please answer this.').count()).toBeGreaterThan(3);
	await page.getByLabel('Which model').fill('K 5');
	await go(page);
	await page.getByRole('button', { name: 'Change: Which gas' }).waitFor();
	expect(await page.getByLabel('How many').inputValue()).toBe('900');
	await page.getByText('A number from 1 to 50').waitFor();
});

test('one goes on by a code on another device; nobody guesses one, and a stranger sees nothing', async () => {
	const { page } = await site.visit(PLAIN);
	const url = await begin(page, 'every-shape');
	await page.getByLabel('Which model').fill('K 11');
	await go(page);
	await page.getByText('Go on on another device').click();
	const code = (await page.locator('.code').textContent()) ?? '';
	const { page: other } = await site.visit(PLAIN);
	expect((await other.goto(url))?.status()).toBe(404);
	await other.goto('/en/go-on');
	await other.getByLabel('Code').fill('abcde-fghjk');
	await press(other, 'Go on');
	await other.getByText('We know no such code').waitFor();
	await other.goto(`/en/go-on?code=${code.toLowerCase()}`);
	await press(other, 'Go on');
	await asked(other, 'Which gas');
	await press(other, 'Back');
	expect(await other.getByLabel('Which model').inputValue()).toBe('K 11');
});

test('whoever asks for what can be done here is led to it, and need not say it again', async () => {
	await openDepotAt(site);
	const { page } = await site.visit(PLAIN);
	await page.goto('/en/ask');
	await page.locator('textarea[name=question]').fill('I need two technicians for maintenance');
	await page.locator('form.ask:not(.small) button').click();
	await page.waitForURL('**/en/answers/*');
	await page.getByRole('link', { name: 'Book a visit', exact: true }).click();
	await press(page, 'Begin');
	await asked(page, 'Where');
	expect(await page.getByText('Maintenance', { exact: true }).count()).toBeGreaterThan(0);
});

test('whoever would rather talk to a person is passed on from the page with what they have answered, and may go on alone', async () => {
	const { page } = await site.visit(PLAIN);
	const journey = await begin(page, 'every-shape');
	await page.getByLabel('Which model').fill('K 11');
	await go(page);
	await asked(page, 'Which gas');
	await press(page, 'Talk to a person');
	await page.waitForURL('**/en/chat/*');
	const conversation = page.url().split('/').at(-1);
	const { packet } = await site.api<{ packet: { answers: { value: string }[] } }>(
		'GET',
		`/conversations/${conversation}`,
	);
	expect(packet.answers.map(({ value }) => value)).toContain('K 11');
	await page.goto(journey);
	await page.getByText('A colleague is looking after this').waitFor();
	await press(page, 'Go on by myself');
	await asked(page, 'Which gas');
	await press(page, 'Talk to a person');
	expect(page.url().split('/').at(-1)).toBe(conversation);
});

test('what was begun is offered again, and can be given up', async () => {
	const { page } = await site.visit(PLAIN);
	const url = await begin(page, 'leads-on');
	await page.goto('/en/services/leads-on');
	await page.getByRole('link', { name: 'Go on where you stopped' }).click();
	expect(page.url()).toBe(url);
	await page.getByText('Give up', { exact: true }).click();
	await press(page, 'Yes, give up');
	await page.getByText('Cancelled. Nothing was done.').waitFor();
	await page.goto('/en/services/leads-on');
	await page.getByRole('button', { name: 'Begin' }).waitFor();
});

test('what is only for whom we know asks to sign in, and what is not to be had says why', async () => {
	const { page } = await site.visit(PLAIN);
	const url = new URL(await begin(page, 'for-known'));
	await page.getByRole('link', { name: 'Sign in' }).click();
	expect(new URL(page.url()).searchParams.get('next')).toBe(url.pathname);
	await begin(page, 'not-now');
	await page.getByText('All machines are out at the moment').waitFor();
	await page.getByRole('button', { name: 'Talk to a person' }).waitFor();
});

test('a time is also taken in words, and what fits them is offered', async () => {
	const { page } = await site.visit(PLAIN);
	await begin(page, 'every-shape');
	await page.goto(`${page.url()}?all=1`);
	await page.getByLabel('Which model').fill('K 5');
	await page.locator('[name="answer.gas"]').first().check();
	await page.locator('[name="answer.parts"]').first().check();
	await page.getByLabel('When was it bought').fill('2020-02-03');
	await page.getByLabel('Where does it').fill('Hanoi 7');
	await page.getByLabel('Or write when').fill('in 3 days');
	await go(page);
	await page.goto(page.url().split('?')[0] ?? '');
	await page.getByText('These fit what you said.').waitFor();
	expect(await page.locator('.day').count()).toBe(1);
	await press(page, 'Show all');
	await page.locator('.day').nth(5).waitFor();
});

test('with a script what is typed stays, files go ahead, the device tells where it is, and one signs by hand', async () => {
	const { page, errors } = await site.visit({
		...PHONE,
		permissions: ['geolocation'],
		geolocation: { latitude: 21.0285, longitude: 105.8542 },
	});
	const url = await begin(page, 'every-shape');
	await page.getByLabel('Which model').fill('half typ');
	await page.reload();
	expect(await page.getByLabel('Which model').inputValue()).toBe('half typ');
	await page.goto(`${url}?all=1`);
	await press(page, 'Use my location');
	await page.getByText('Your location is noted').waitFor();
	expect(await page.locator('[name="lat.site"]').inputValue()).toBe('21.02850');
	const program = { name: 'tool.exe', mimeType: 'application/octet-stream', buffer: Buffer.from('MZ\0\0') };
	await page.locator('input[type=file]').setInputFiles(program);
	await page.getByText('tool.exe could not be added').waitFor();
	await page.locator('input[type=file]').setInputFiles(PLATE);
	await page.getByRole('checkbox', { name: 'plate.png' }).waitFor();
	const canvas = page.locator('canvas[aria-hidden]');
	// The photo that was just added may still move what is below it.
	await canvas.hover({ position: { x: 20, y: 20 } });
	await page.mouse.down();
	await canvas.hover({ position: { x: 120, y: 60 } });
	await page.mouse.up();
	await expect.poll(() => page.locator('[name="drawing.signed"]').inputValue()).toMatch(/^[\w-]{20,}$/);
	expect(errors.filter((error) => !error.includes('415'))).toEqual([]);
});

test('everybody can use these pages, in every language, on a phone', async () => {
	const { page } = await site.visit();
	for (const lang of ['en', 'zh-Hans', 'zh-Hant', 'vi', 'th']) {
		for (const path of ['services', 'services/every-shape', 'go-on']) {
			await page.goto(`/${lang}/${path}`);
			expect(await violations(page)).toEqual([]);
		}
	}
	const path = new URL(await begin(page, 'every-shape')).pathname.replace('/en/', '');
	for (const lang of ['en', 'zh-Hans', 'zh-Hant', 'vi', 'th']) {
		await page.goto(`/${lang}/${path}?all=1`);
		await page.locator('form.card .button:not(.quiet)').click();
		await page.locator('.alert').waitFor();
		expect(await violations(page)).toEqual([]);
	}
});
