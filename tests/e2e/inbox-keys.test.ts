import type { Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { until } from '../support/until.ts';
import { openSite } from './site.ts';
import { talking } from './talking.ts';
import { browserOf, DESK, enrolAll, go, visitAs } from './team.ts';

const site = openSite();
const { customer } = talking(site);

beforeAll(async () => {
	await enrolAll(site, { Ada: 'owner', Linh: 'agent' });
	await site.api('POST', '/tags', { name: 'Belt', colour: '#3366cc' });
});

const focused = (page: Page) =>
	page.evaluate(() => {
		const at = document.activeElement;
		return at?.id.startsWith('row-') ? 'row' : (at?.getAttribute('aria-label') ?? at?.tagName ?? '');
	});

test('every dialog opens by its key, closes with Escape and gives the focus back', async () => {
	await customer('The first in the list');
	const gus = await customer('The belt squeals');
	const { page, errors } = await visitAs(site, 'Linh', DESK, '/console/inbox?view=unassigned');
	await page.getByRole('link', { name: /The belt squeals/ }).waitFor();
	await page.keyboard.press('j');
	await page.keyboard.press('j');
	await page.keyboard.press('k');
	expect(await focused(page)).toBe('row');
	await page.keyboard.press('Enter');
	await page.waitForURL(`**/inbox/${gus.id}**`);
	await page.getByLabel('Reply to the customer').waitFor();
	for (const key of ['a', 't', 's', 'l', '?']) {
		const before = await focused(page);
		await page.keyboard.press(key);
		await page.locator('dialog:modal').waitFor();
		await page.keyboard.press('Escape');
		await until(async () => (await page.locator('dialog:modal').count()) === 0);
		expect([key, await focused(page)]).toEqual([key, before]);
	}
	for (const [key, label] of [
		['n', 'Note for the team'],
		['r', 'Reply to the customer'],
	] as const) {
		await page.keyboard.press(key);
		await until(async () => (await focused(page)) === label);
		await page.keyboard.press('Escape');
		await until(async () => (await focused(page)) !== label);
	}
	await page.keyboard.press('/');
	await until(async () => page.evaluate(() => document.activeElement?.matches('#inbox-search input') ?? false));
	await page.keyboard.type('belt');
	await page.waitForURL('**q=belt**');
	await page.keyboard.press('Escape');
	await until(async () => (await focused(page)) === 'row');
	await page.keyboard.press('Enter');
	await page.waitForURL(`**/inbox/${gus.id}**`);
	await page.getByLabel('Reply to the customer').waitFor();
	await page.keyboard.press('e');
	await until(async () => (await gus.status()) === 'closed');
	expect(errors).toEqual([]);
});

test('what is opened from a menu gives the focus back to the menu', async () => {
	const gus = await customer('Opened from a menu');
	const { page, errors } = await visitAs(site, 'Linh', DESK, `/console/inbox/${gus.id}`);
	await page.locator('header').getByLabel('More', { exact: true }).press('Enter');
	await page.getByRole('button', { name: 'Link a record' }).first().press('Enter');
	await page.locator('dialog:modal').waitFor();
	await page.keyboard.press('Escape');
	await until(async () => (await page.locator('dialog:modal').count()) === 0);
	expect(await focused(page)).toBe('More');
	expect(errors).toEqual([]);
});

test('notifications are asked for by a button alone, and tell of new words while nobody looks', async () => {
	const lea = await customer('The belt squeals again');
	const { page, errors } = await browserOf(site, 'Linh', DESK);
	await page.addInitScript(() => {
		const seen = { asked: 0, shown: [] as string[], hidden: false };
		class Told extends EventTarget {
			static permission = 'default';
			static async requestPermission() {
				seen.asked++;
				return (Told.permission = 'granted');
			}
			constructor(title: string, { body }: { body: string }) {
				super();
				seen.shown.push(`${title}: ${body}`);
			}
			close() {}
		}
		Object.assign(window, { Notification: Told, seen });
		Object.defineProperty(document, 'hidden', { get: () => seen.hidden });
	});
	await go(page, `/console/inbox/${lea.id}`);
	const seen = () =>
		page.evaluate(() => (window as unknown as { seen: { asked: number; shown: string[]; hidden: boolean } }).seen);
	await page.keyboard.press('m');
	await page.getByText('Assigned to Linh').first().waitFor();
	expect((await seen()).asked).toBe(0);
	await page.getByLabel('How you are told').click();
	await page.getByRole('button', { name: 'Notify me on this computer' }).click();
	await until(async () => (await seen()).asked === 1);
	await lea.say('Said while I look at it');
	await page.getByRole('log').getByText('Said while I look at it').waitFor();
	await page.evaluate(() => ((window as unknown as { seen: { hidden: boolean } }).seen.hidden = true));
	await lea.say('Said while nobody looks');
	await until(async () => (await seen()).shown.some((text) => text.includes('Said while nobody looks')));
	expect((await seen()).shown).toHaveLength(1);
	expect(errors).toEqual([]);
});
