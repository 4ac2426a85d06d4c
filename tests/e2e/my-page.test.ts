import type { Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { violations } from './axe.ts';
import { mailTo, signInBy } from './mailed.ts';
import { becomeVisitor, bookFor, openMyDepot, writeAs } from './my.ts';
import { openSite, PHONE } from './site.ts';

const site = openSite();
const PLAIN = { ...PHONE, javaScriptEnabled: false };
beforeAll(() => openMyDepot(site));

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();
const asked = (page: Page, words: string) => page.locator('.question .label', { hasText: words }).first().waitFor();

test('who has nothing yet is led to what can be done, to asking and to signing in, in every language', async () => {
	const { page, errors } = await site.visit();
	await page.goto('/en');
	await page.getByRole('link', { name: 'My page' }).first().click();
	await page.getByRole('heading', { name: 'Nothing here yet' }).waitFor();
	for (const name of ['See what you can get done', 'Ask a question', 'Sign in by code'])
		expect(await page.getByRole('link', { name }).count()).toBe(1);
	for (const lang of ['en', 'zh-Hans', 'zh-Hant', 'vi', 'th']) {
		await page.goto(`/${lang}/my`);
		expect(await violations(page)).toEqual([]);
	}
	expect(errors).toEqual([]);
});

test('what is next stands on top; a visit leads to its own page, is moved from there and then cancelled, without a script', async () => {
	const { page } = await site.visit(PLAIN);
	const kim = await becomeVisitor(site, page);
	const id = await bookFor(site, kim.id, { code: 'start', nth: 8 });
	await page.goto('/en/my');
	const first = page.locator('section', { has: page.getByRole('heading', { name: 'Next' }) });
	await first.getByRole('heading', { name: 'Start of a compressor' }).waitFor();
	await first.getByRole('link', { name: 'Get ready: 2 points' }).click();
	await page.waitForURL(`**/en/my/visits/${id}`);
	for (const words of [
		'12 Đại lộ Bình Dương',
		'Ring at the gate',
		'A metre of space on every side',
		'From 120 € an hour',
	])
		await page.getByText(words).first().waitFor();
	const time = await page.locator('.time').textContent();
	await press(page, 'Choose another time');
	await asked(page, 'To which time');
	await page.locator('.day').nth(2).click();
	await page.locator('.time:visible').first().click();
	await press(page, 'Continue');
	await press(page, 'Move the visit');
	await page.goto(`/en/my/visits/${id}`);
	expect(await page.locator('.time').textContent()).not.toBe(time);
	await page.getByText(/^Moved from .* to /).waitFor();
	await press(page, 'Cancel the visit');
	await press(page, 'Skip');
	await press(page, 'Cancel the visit');
	await page.goto('/en/my');
	const past = page.locator('section', { has: page.getByRole('heading', { name: 'Past' }) });
	await past.getByText('Cancelled', { exact: true }).waitFor();
	await past.getByRole('link', { name: 'Start of a compressor' }).click();
	await page.getByRole('link', { name: 'Book another visit' }).waitFor();
	expect(await page.getByRole('button', { name: 'Choose another time' }).count()).toBe(0);
});

test('visits, conversations with their clocks, what was begun and machines stand on one page, in light and dark, for everybody to use', async () => {
	for (const colorScheme of ['light', 'dark'] as const) {
		const { page, errors } = await site.visit({ ...PHONE, colorScheme });
		const kim = await becomeVisitor(site, page);
		const visit = await bookFor(site, kim.id, { nth: colorScheme === 'dark' ? 12 : 10 });
		await writeAs(site, kim, 'The compressor hums every night, and nobody can sleep.');
		const serial_number = `KA-11-${colorScheme}-0483`;
		await site.api('POST', '/assets', { serial_number, model: 'KA 11', kind: 'compressor', customer_id: kim.id });
		await page.goto('/en/services/book-visit');
		await press(page, 'Begin');
		await page.waitForURL('**/journeys/*');
		await page.goto('/en/my');
		expect(await violations(page)).toEqual([]);
		await page.getByText(/An answer by/).waitFor();
		await page.getByRole('link', { name: 'Go on where you stopped' }).waitFor();
		await page.goto(`/en/my/visits/${visit}`);
		expect(await violations(page)).toEqual([]);
		expect(errors).toEqual([]);
	}
});

test('from a machine on the page a fault is reported, and nobody has to read its number off again', async () => {
	const { page } = await site.visit(PLAIN);
	const kim = await becomeVisitor(site, page);
	for (const serial_number of ['KA-22-0001', 'KA-22-0002'])
		await site.api('POST', '/assets', { serial_number, model: 'KA 22', kind: 'compressor', customer_id: kim.id });
	await page.goto('/en/my');
	await press(page, 'Report a fault of KA 22, KA-22-0002');
	await asked(page, 'Is anybody in danger?');
	await page.getByLabel('No').check();
	await press(page, 'Continue');
	await asked(page, 'Does the machine still run?');
	await page.getByLabel('It has stopped').check();
	await press(page, 'Continue');
	await press(page, 'Skip');
	await asked(page, 'What is wrong?');
	await page.getByText('KA-22-0002').first().waitFor();
});

test('the file for the calendar is the visit', async () => {
	const { page } = await site.visit();
	const kim = await becomeVisitor(site, page);
	const id = await bookFor(site, kim.id, { nth: 14 });
	await page.goto(`/en/my/visits/${id}`);
	const [file] = await Promise.all([
		page.waitForEvent('download'),
		page.getByRole('link', { name: 'Add to my calendar' }).click(),
	]);
	const chunks: Buffer[] = [];
	for await (const chunk of await file.createReadStream()) chunks.push(chunk as Buffer);
	const text = Buffer.concat(chunks).toString().replaceAll('\r\n ', '');
	expect(text).toContain(`UID:visit-${id}@saunders`);
	expect(text).toContain('LOCATION:12 Đại lộ Bình Dương');
});

test('somebody else’s visit is as good as none, and whoever it belongs to is shown the way in', async () => {
	const { page: other } = await site.visit(PLAIN);
	const id = await bookFor(site, (await becomeVisitor(site, other)).id, { nth: 16 });
	const { page } = await site.visit(PLAIN);
	await becomeVisitor(site, page);
	for (const path of [`/en/my/visits/${id}`, `/en/my/visits/${id}/visit.ics`])
		expect((await page.goto(path))?.status()).toBe(404);
	await page.goto(`/en/my/visits/${id}`);
	await page.getByRole('link', { name: 'Sign in by code' }).click();
	await page.waitForURL(`**/en/sign-in?next=${encodeURIComponent(`/en/my/visits/${id}`)}`);
});

test('a long past comes page by page', async () => {
	const { page } = await site.visit(PLAIN);
	const kim = await becomeVisitor(site, page);
	for (let i = 0; i < 23; i++) await writeAs(site, kim, `Matter number ${i}`, `kim${i}@example.com`);
	await page.goto('/en/my');
	expect(await page.locator('article').count()).toBe(20);
	await page.getByRole('link', { name: 'Show more' }).click();
	await page.getByRole('link', { name: 'Back to the beginning' }).waitFor();
	expect(await page.locator('article').count()).toBe(3);
	await page.goto('/en/my?after=nonsense');
	expect(new URL(page.url()).search).toBe('');
});

async function begin(page: Page, service: string) {
	await page.goto(`/en/services/${service}`);
	await press(page, 'Begin');
	await page.waitForURL('**/journeys/*');
}

test('what was begun before signing in is claimed by saying yes, and by nothing else', async () => {
	const email = 'noi@example.com';
	const { page: first } = await site.visit(PLAIN);
	await first.goto('/en/my');
	await first.getByRole('link', { name: 'Sign in by code' }).click();
	await signInBy(site, first, email);
	await first.waitForURL('**/en/my');
	await first.getByText('You are signed in as noi@example.com').waitFor();
	for (const [service, answer] of [
		['report-fault', 'No, they are somebody else’s'],
		['book-visit', 'Yes, they are mine'],
	] as const) {
		const { page } = await site.visit(PHONE);
		await begin(page, service);
		await page.goto('/en/sign-in?next=/en/you');
		await signInBy(site, page, email);
		await page.getByRole('heading', { name: 'Are these yours too?' }).waitFor();
		expect(await violations(page)).toEqual([]);
		expect(await page.locator('article').count()).toBe(1);
		// Until it is answered nothing is theirs.
		await page.goto('/en/my');
		expect(await page.locator('article').count()).toBe(0);
		await page.getByRole('link', { name: 'Are these yours too?' }).click();
		await press(page, answer);
		await page.waitForURL('**/en/my');
		expect(await page.getByRole('link', { name: 'Are these yours too?' }).count()).toBe(0);
	}
	await first.goto('/en/my');
	await first.getByRole('heading', { name: 'Book a visit' }).waitFor();
	expect(await first.locator('article').count()).toBe(1);
});

test('the link in the mail about a visit opens this visit: whoever it was passed on to moves it, and sees nothing else', async () => {
	const { page } = await site.visit(PLAIN);
	const kim = await becomeVisitor(site, page);
	await writeAs(site, kim, 'Something private', 'kim.link@example.com');
	const id = await bookFor(site, kim.id, { nth: 18 });
	const address = new URL((await mailTo(site, 'kim.link@example.com', 'visit_booked')).url ?? '');
	const { page: other } = await site.visit();
	expect((await other.goto(`/en/my/visits/${id}`))?.status()).toBe(404);
	await other.goto(address.pathname + address.search);
	await other.getByText('It opens this one visit').waitFor();
	expect(await violations(other)).toEqual([]);
	await press(other, 'Continue');
	await other.waitForURL(`**/en/my/visits/${id}`);
	await other.getByText('You came by a link in a mail').waitFor();
	await press(other, 'Choose another time');
	await asked(other, 'To which time');
	await other.locator('.day').nth(3).click();
	await other.locator('.time:visible').first().click();
	await press(other, 'Continue');
	await press(other, 'Move the visit');
	await other.goto('/en/my');
	expect(await other.getByText('Something private').count()).toBe(0);
	await page.goto(`/en/my/visits/${id}`);
	await page.getByText(/^Moved from .* to /).waitFor();
});

test('who is interrupted has the link mailed, and goes on by it elsewhere', async () => {
	const { page } = await site.visit(PLAIN);
	await begin(page, 'report-fault');
	const journey = page.url();
	await page.getByText('Go on on another device').click();
	await page.getByLabel('Your email address').fill('somewhere');
	await press(page, 'Mail me the link');
	await page.getByText('does not look like an email').waitFor();
	await page.getByLabel('Your email address').fill('gone.on@example.com');
	await page.getByLabel('Remind me once').check();
	await press(page, 'Mail me the link');
	await page.getByText('The link is on its way to gone.on@example.com.').waitFor();
	const address = new URL((await mailTo(site, 'gone.on@example.com', 'journey_link')).url ?? '');
	const { page: other } = await site.visit();
	expect((await other.goto(journey))?.status()).toBe(404);
	await other.goto(address.pathname + address.search);
	await press(other, 'Continue');
	await other.waitForURL(journey);
	await asked(other, 'Is anybody in danger?');
	await other.getByText('Go on on another device').click();
	expect(await other.getByRole('button', { name: 'Mail me the link' }).count()).toBe(0);
	expect(await violations(other)).toEqual([]);
});
