import type { Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { newId } from '#core/ids.ts';
import { nearMoment } from '#ui/promise-clock.ts';
import { violations } from './axe.ts';
import { openSite, PHONE } from './site.ts';
import { DESK, enrolAll, go, LOOKS, pastTheDoors, press, said, visitAs, walk } from './team.ts';

const site = openSite();
const AHEAD_MS = 3_600_000;

/** A call that was made, and one that nobody made and that was due an hour ago. */
async function keepAndBreak(): Promise<void> {
	const promise = () =>
		site.api<{ id: string }>('POST', '/promises', {
			kind: 'call_back',
			subject_type: 'conversation',
			subject_id: newId(),
			channel: 'web',
			lang: 'en',
			due_at: new Date(Date.now() + AHEAD_MS).toISOString(),
		});
	const [kept, broken] = [await promise(), await promise()];
	await site.api('POST', `/promises/${kept.id}/keep`);
	const past = new Date(Date.now() - AHEAD_MS);
	await pastTheDoors(site, (tx) =>
		tx.updateTable('promises').set({ due_at: past, next_at: past }).where('id', '=', broken.id).execute(),
	);
	// Whoever would take it back now is too late.
	await site.api('POST', `/promises/${broken.id}/keep`);
}

beforeAll(async () => {
	await enrolAll(site, { Ada: 'owner', Kim: 'agent' });
	await keepAndBreak();
}, 120_000);

const calendar = (page: Page, name: string) =>
	page.locator('article').filter({ has: page.getByRole('heading', { name: new RegExp(name) }) });

test('an owner draws a week with a lunch break, makes a rule and sees what it would promise', async () => {
	const { page, errors } = await visitAs(site, 'Ada', DESK, '/console/settings/promises');
	await press(page, 'New calendar');
	const dialog = page.getByRole('dialog');
	await dialog.getByLabel('Name').fill('Workshop');
	await dialog.getByLabel('Monday: Closes').fill('12:30');
	await dialog.getByRole('button', { name: 'Add hours: Monday' }).click();
	await dialog.getByLabel('Monday: Closes').nth(1).fill('00:00');
	await dialog.getByRole('button', { name: 'As on Monday' }).click();
	await dialog.getByLabel('Day', { exact: true }).fill('2030-12-25');
	await dialog.getByLabel('What is it?').fill('Christmas');
	await dialog.getByRole('button', { name: 'Add a day' }).click();
	await dialog.getByLabel('Add from a calendar file').setInputFiles({
		name: 'holidays.ics',
		mimeType: 'text/calendar',
		buffer: Buffer.from('BEGIN:VEVENT\r\nDTSTART;VALUE=DATE:20300101\r\nSUMMARY:New Year\r\nEND:VEVENT'),
	});
	await dialog.getByText('New Year').waitFor();
	await dialog.getByRole('button', { name: 'Save' }).click();
	await calendar(page, 'Workshop').getByText('Holidays and other days: 2').waitFor();
	expect(await calendar(page, 'Workshop').locator('dd').nth(1).textContent()).toContain('09:00–12:30, 13:00–24:00');

	await press(page, 'New rule');
	const kind = dialog.getByLabel('What is promised');
	await kind.selectOption('Next response');
	await dialog.getByLabel('Counted by').selectOption('Around the clock');
	await dialog.getByLabel('Within').fill('20');
	await dialog.getByRole('alert').waitFor();
	expect(await dialog.getByRole('button', { name: 'Save' }).isDisabled()).toBe(true);
	await dialog.getByRole('button', { name: 'Remove the step at 20' }).click();
	await dialog.getByRole('button', { name: 'Remove the step at 28' }).click();
	await dialog.getByRole('button', { name: 'Save' }).click();
	await page.getByLabel(/Who writes at/).fill('2030-06-03T10:00');
	await said(page, 'Next response: by Monday, 3 June 2030, 10:20');
	await said(page, 'First response: by Monday, 3 June 2030, 14:00');
	await page.getByLabel(/Who writes at/).fill('2030-06-08T10:00');
	await said(page, 'Closed then; open again Monday, 10 June 2030, 09:00.');

	await page.getByRole('button', { name: 'Move up: Next response' }).click();
	await page.getByText('Next response is now number 1').waitFor({ state: 'attached' });
	expect(await page.locator('ol > li b').allTextContents()).toEqual(['Next response', 'First response']);
	await calendar(page, 'Usual hours').getByRole('button', { name: 'Remove' }).click();
	await said(page, 'A rule counts by this calendar.');
	await page.getByRole('button', { name: 'Remove Next response' }).click();
	await press(page, 'Undo');
	await page.getByRole('button', { name: 'Remove Next response' }).waitFor();
	expect(errors.filter((error) => !error.includes('409'))).toEqual([]);
});

test('an agent sees how promises were kept, and says why one was not', async () => {
	const { page, errors } = await visitAs(site, 'Kim', DESK, '/console/promises');
	await said(page, '50%');
	await said(page, '1 of 2');
	await said(page, 'No reason given yet');
	await press(page, 'Say why');
	await page.getByLabel('Reason').selectOption('Too much at once');
	await page.getByLabel('Note (for the team)').fill('Three at once');
	await press(page, 'Save');
	await said(page, 'Three at once');
	await page.getByRole('link', { name: 'Only those without a reason' }).click();
	await said(page, 'None of these. Well done.');
	expect(await page.locator('pre').textContent()).toContain('from promises');
	expect(errors).toEqual([]);
});

test('everybody sees it once the owner says so, and nobody before', async () => {
	const { page, errors } = await site.visit();
	expect((await page.goto('/en/promises'))?.status()).toBe(404);
	errors.length = 0;
	const { page: desk } = await visitAs(site, 'Ada', DESK, '/console/settings/promises');
	await desk.getByLabel('Show customers how you keep your promises').check();
	await said(desk, 'Saved');
	await page.goto('/th/promises');
	await page.goto('/en');
	await page.getByRole('link', { name: 'We keep what we promise' }).click();
	await said(page, '1 of 2');
	await said(page, 'An automatic reply does not count.');
	expect(await violations(page)).toEqual([]);
	expect(errors).toEqual([]);
	if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/360-public.png`, fullPage: true });
});

test.each([
	['without a script by the clock of the business', { javaScriptEnabled: false }, { zone: 'UTC', named: true }],
	['by the clock where they are', { timezoneId: 'Asia/Bangkok' }, { zone: 'Asia/Bangkok' }],
])('whoever writes reads until when they have an answer, %s', async (_, look, clock) => {
	const { page, errors } = await site.visit({ ...PHONE, ...look });
	await page.goto('/en/contact');
	await page.getByLabel('How can we help?').fill('The dryer hums.');
	await page.getByLabel('Your email address').fill('noi@example.com');
	await page.getByRole('button', { name: 'Send' }).click();
	await said(page, 'An answer by');
	const due = (await page.locator('[data-soon] time').getAttribute('datetime')) ?? '';
	expect(Date.parse(due)).toBeGreaterThan(Date.now());
	await said(page, `An answer by ${nearMoment(due, 'en', { now: new Date(), ...clock })}`);
	expect(await page.locator('[data-late]').isVisible()).toBe(false);
	if ('timezoneId' in look) {
		await page.clock.install();
		await page.reload();
		await page.clock.fastForward(8 * 24 * AHEAD_MS);
		await said(page, 'We are late, and sorry');
		expect(await page.locator('[data-soon]').isVisible()).toBe(false);
	}
	expect(errors).toEqual([]);
	if (process.env.SHOTS)
		await page.screenshot({ path: `${process.env.SHOTS}/360-clock-${clock.zone.slice(0, 3)}.png` });
});

test.each(LOOKS)('the pages of promises are usable by everybody on %s', { timeout: 120_000 }, async (name, look) => {
	const { page } = await visitAs(site, 'Ada', look, '/console');
	expect(await walk(page, ['/console/settings/promises', '/console/promises'])).toEqual([]);
	await go(page, '/console/settings/promises');
	for (const button of ['Change Usual hours', 'Change First response']) {
		await press(page, button);
		await page.getByRole('dialog').waitFor();
		expect(await violations(page)).toEqual([]);
		if (process.env.SHOTS)
			await page.screenshot({ path: `${process.env.SHOTS}/${name.slice(2, 7)}-${button.replaceAll(' ', '-')}.png` });
		await page.keyboard.press('Escape');
	}
});
