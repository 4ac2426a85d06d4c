import type { Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { typeOf, WEEKDAYS } from '../support/field.ts';
import { until } from '../support/until.ts';
import { violations } from './axe.ts';
import { openSite, PHONE } from './site.ts';
import { DESK, enrolAll, go, LOOKS, press, said, visitAs, walk } from './team.ts';

const site = openSite();
/** A Tuesday. */
const DAY = '/console/calendar?day=2030-06-04';
const FIRST_HOUR = 6;
const HOURS = 13;
const SITES = {
	bakery: { address: 'Bakery Hahn', lat: 52.035, lon: 8.547, zone: 'Europe/Berlin' },
	sawmill: { address: 'Sawmill Tauber', lat: 52.014, lon: 8.694, zone: 'Europe/Berlin' },
	garage: { address: 'Garage Hoa Phat', lat: 10.981, lon: 106.666, zone: 'Asia/Ho_Chi_Minh' },
};
const add = async (list: string, body: object) => (await site.api<{ id: string }>('POST', `/${list}`, body)).id;
const ids: Record<string, string> = {};

beforeAll(async () => {
	await enrolAll(site, { Ada: 'owner', Kim: 'agent', Vic: 'viewer' });
	const hours = { member_id: null, week: WEEKDAYS, exceptions: [], skills: [] };
	const crew = async (name: string, at: { lat: number; lon: number; zone: string }, people: string[]) => {
		const place_id = await add('places', { name, ...at, address: name });
		const crew_id = await add('crews', { name, place_id, colour: '#0b5c8a' });
		for (const each of people)
			ids[each] = await add('workers', { ...hours, name: each, crew_id, place_id, zone: at.zone });
	};
	await crew('Bielefeld', { ...SITES.bakery, lat: 52.036, lon: 8.561 }, ['Hanne', 'Piotr']);
	await crew('Saigon', SITES.garage, ['Dat']);
	ids.type = await add('visit-types', { ...typeOf('care'), names: { en: 'Maintenance' } });
	for (const [name, at, who, time] of [
		['bakery', SITES.bakery, 'Hanne', '10:00:00+02:00'],
		['sawmill', SITES.sawmill, 'Piotr', '13:00:00+02:00'],
		['garage', SITES.garage, 'Dat', '09:00:00+07:00'],
	] as const) {
		const { customer_id } = await site.api<{ customer_id: string }>('POST', '/sessions', {});
		const wish = { customer_id, types: [ids.type], at, starts_at: `2030-06-04T${time}`, workers: [ids[who]] };
		ids[name] = (await site.api<{ id: string }>('POST', '/visits', { ...wish, phone: '+49 521 1234' })).id;
	}
}, 120_000);

type Planned = { starts_at: string; workers: { name: string }[] };
/** When it begins, and who comes. */
async function stands(name: string): Promise<string> {
	const { starts_at, workers } = await site.api<Planned>('GET', `/visits/${ids[name]}`);
	return `${starts_at.slice(5, 16)} ${workers.map((each) => each.name).join()}`;
}

const card = (page: Page, address: string) => page.locator('.track button').filter({ hasText: address });

/** Takes a visit with the mouse to a time in somebody's row, and holds it there. */
async function hold(page: Page, address: string, { who, hour }: { who: string; hour: number }) {
	const from = (await card(page, address).boundingBox())!;
	const track = (await page.getByRole('group', { name: who, exact: true }).boundingBox())!;
	await page.mouse.move(from.x + 10, from.y + 10);
	await page.mouse.down();
	await page.mouse.move(from.x + 30, from.y + 12);
	await page.mouse.move(track.x + ((hour - FIRST_HOUR) / HOURS) * track.width + 10, track.y + 20, { steps: 4 });
}

test('a visit is dragged to somebody else, what stands in the way is seen before, and it is undone', async () => {
	const { page, errors } = await visitAs(site, 'Kim', DESK, DAY);
	await said(page, 'Times in Ho Chi Minh, GMT+7');
	expect(await stands('bakery')).toBe('06-04T08:00 Hanne');

	await hold(page, 'Bakery Hahn', { who: 'Piotr', hour: 13 });
	await said(page, 'This cannot be');
	await said(page, 'Piotr has something else to do from 13:00 to 14:00.');
	if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/drag-hard.png` });
	await page.mouse.up();
	await page.getByText('This cannot be. Piotr has').waitFor();
	expect(await stands('bakery')).toBe('06-04T08:00 Hanne');

	await hold(page, 'Bakery Hahn', { who: 'Piotr', hour: 10 });
	await said(page, 'Nothing stands in the way');
	await page.mouse.up();
	await said(page, /^Moved to 10:00/);
	expect(await stands('bakery')).toBe('06-04T08:00 Piotr');
	await press(page, 'Undo');
	await said(page, 'Moved back');
	expect(await stands('bakery')).toBe('06-04T08:00 Hanne');
	expect(errors).toEqual([]);
});

test('what is soft may be borne: the reasons are said, and asked about when it is dropped', async () => {
	const { page, errors } = await visitAs(site, 'Kim', DESK, DAY);
	await hold(page, 'Bakery Hahn', { who: 'Hanne', hour: 7 });
	await said(page, 'Hanne is not at work then.');
	if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/drag-soft.png` });
	await page.mouse.up();
	const dialog = page.getByRole('dialog');
	await dialog.getByRole('button', { name: 'Keep it' }).click();
	expect(await stands('bakery')).toBe('06-04T08:00 Hanne');
	await hold(page, 'Bakery Hahn', { who: 'Hanne', hour: 7 });
	await said(page, 'Hanne is not at work then.');
	await page.mouse.up();
	await dialog.getByRole('button', { name: 'Move anyway' }).click();
	await said(page, /^Moved to 07:00/);
	await press(page, 'Undo');
	await said(page, 'Moved back');
	expect(errors).toEqual([]);
});

test('with the keyboard alone a visit is moved, or stays where it was', async () => {
	const { page, errors } = await visitAs(site, 'Kim', DESK, DAY);
	await card(page, 'Bakery Hahn').focus();
	await page.keyboard.press('m');
	await page.keyboard.press('ArrowRight');
	await page.keyboard.press('Escape');
	await page.getByText('Stays where it was').waitFor({ state: 'attached' });
	await page.keyboard.press('m');
	for (let i = 0; i < 4; i++) await page.keyboard.press('ArrowRight');
	await said(page, 'Nothing stands in the way');
	await page.keyboard.press('Enter');
	await said(page, /^Moved to 11:00/);
	expect(await stands('bakery')).toBe('06-04T09:00 Hanne');
	await press(page, 'Undo');
	await said(page, 'Moved back');
	expect(errors).toEqual([]);
});

test('a visit that changes elsewhere changes here, and is told and moved by a form beside it', async () => {
	const { page, errors } = await visitAs(site, 'Kim', DESK, DAY);
	await site.api('POST', `/visits/${ids.garage}/move`, { starts_at: '2030-06-04T11:00:00+07:00' });
	await card(page, 'Garage Hoa Phat').getByText('11:00').waitFor();
	await card(page, 'Garage Hoa Phat').click();
	const dialog = page.getByRole('dialog');
	await dialog.getByRole('link', { name: '+49 521 1234' }).waitFor();
	expect(await violations(page)).toEqual([]);
	await dialog.getByLabel('New time').fill('2030-06-04T22:00');
	await dialog.getByText('Dat is not at work then.').waitFor();
	await dialog.getByLabel('New time').fill('2030-06-05T14:00');
	await dialog.getByText('Nothing stands in the way').waitFor();
	await dialog.getByRole('button', { name: 'Move', exact: true }).click();
	await said(page, /^Moved to 14:00, Dat/);
	expect(await stands('garage')).toBe('06-05T07:00 Dat');
	await press(page, 'Undo');
	await said(page, 'Moved back');
	expect(errors).toEqual([]);
});

test('on a phone the day is a list, filters stay in the address, and a visit is cancelled', async () => {
	const { page, errors } = await visitAs(site, 'Kim', PHONE, DAY);
	const list = page.getByRole('region', { name: 'Tue 4 Jun' });
	await list.getByText('Bakery Hahn').waitFor();
	expect(await card(page, 'Bakery Hahn').isVisible()).toBe(false);
	await page.getByLabel('Person', { exact: true }).selectOption('Dat');
	await page.waitForURL(/worker=/);
	await until(async () => (await list.getByRole('button').count()) === 1);
	await list.getByText('Garage Hoa Phat').click();
	const dialog = page.getByRole('dialog');
	await dialog.getByRole('button', { name: 'Cancel the visit' }).click();
	await dialog.getByText('The customer is told.').waitFor();
	await dialog.getByRole('button', { name: 'Cancel the visit' }).click();
	await said(page, 'The visit is cancelled');
	await list.getByText('No visits').waitFor();
	expect(errors).toEqual([]);
});

test('whoever may not see where customers live has no calendar', async () => {
	const { page } = await visitAs(site, 'Vic', DESK, '/console/articles');
	expect(await page.getByRole('link', { name: 'Calendar' }).count()).toBe(0);
	expect((await page.goto(DAY))?.status()).toBe(403);
});

test.each(LOOKS)('all views can be read by everybody: %s', async (_, look) => {
	const { page, errors } = await visitAs(site, 'Ada', look);
	await go(page, DAY);
	expect(await walk(page, [DAY, `${DAY}&view=week`, `${DAY}&view=map`])).toEqual([]);
	expect(errors).toEqual([]);
});
