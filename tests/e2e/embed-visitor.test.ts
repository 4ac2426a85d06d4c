import { createHmac } from 'node:crypto';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { until } from '../support/until.ts';
import { chat, composer, launcher, openShop, ready, refused } from './shop.ts';
import { openSite } from './site.ts';
import { DESK, enrolAll, press, said, visitAs } from './team.ts';

const site = openSite();
const PATIENT = { timeout: 20_000 };

let shop: Awaited<ReturnType<typeof openShop>>;
let secret: string;

beforeAll(async () => {
	shop = await openShop(site);
	secret = (await site.api<{ secret: string }>('POST', '/host-keys', { kind: 'secret' })).secret;
	await enrolAll(site, { Olga: 'owner' });
});
beforeEach(async () => {
	shop.with('');
	await site.api('PUT', '/settings/embed_origins', { value: [shop.origin] });
});
afterAll(() => shop?.close());

/** As the back end of a shop makes it; see docs/identity.md. */
function tokenFor(sub: string, key = secret): string {
	const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
	const claims = { sub, name: `Name of ${sub}`, exp: Math.floor(Date.now() / 1_000) + 3_600 };
	const body = `${encode({ alg: 'HS256', typ: 'JWT' })}.${encode(claims)}`;
	return `${body}.${createHmac('sha256', key).update(body).digest('base64url')}`;
}

/** What the page of the shop hears about who its user is. */
const heard = (page: Page) => page.evaluate<unknown[]>('window.heard');
async function listen(page: Page): Promise<void> {
	await launcher(page).waitFor();
	await page.evaluate("window.heard = []; Saunders.on('identity', (word) => heard.push(word)); undefined");
}

async function write(page: Page, text: string): Promise<void> {
	await ready(page);
	await composer(page).fill(text);
	await composer(page).press('Enter');
	await chat(page).locator('.own').getByText(text).waitFor(PATIENT);
	await until(wasAnswered, 20_000);
}

/** The last word is the other side's, and was seen. */
async function wasAnswered(): Promise<boolean> {
	const { id } = await newest();
	const { messages, read } = await site.api<Whole>('GET', `/conversations/${id}`);
	const last = messages.at(-1);
	return last?.author !== 'customer' && last?.id === read.customer;
}

async function newest(): Promise<Known> {
	const [item] = (await site.api<{ items: Known[] }>('GET', '/conversations')).items;
	if (!item) throw new Error('nobody wrote');
	return item;
}

type Whole = { messages: { id: string; author: string }[]; read: { customer: string | null } };
type Known = { id: string; customer_id: string };
type Customer = { name: string; identities: { kind: string; value: string; level: string }[] };

/** Who wrote last, as the team sees them. */
async function writer(): Promise<Known & Customer> {
	const { id, customer_id } = await newest();
	return { ...(await site.api<Customer>('GET', `/customers/${customer_id}`)), id, customer_id };
}

test('whom the shop vouches for is verified, finds what they wrote on another device, and leaves nothing to the next', async () => {
	shop.with(`data-identity="${tokenFor('u-17')}"`);
	const { page, errors } = await site.visit(DESK);
	await page.goto(shop.origin);
	await listen(page);
	await launcher(page).click();
	await write(page, 'How often must I change the oil?');
	expect(await heard(page)).toEqual([{ verified: true }]);
	const before = await writer();
	expect(before).toMatchObject({
		name: 'Name of u-17',
		identities: [{ kind: 'external', value: 'u-17', level: 'verified' }],
	});

	const { page: other } = await site.visit(DESK);
	await other.goto(shop.origin);
	await launcher(other).click();
	await chat(other).locator('blockquote').waitFor(PATIENT);
	await other.evaluate(`Saunders.identify(${JSON.stringify(tokenFor('u-18'))})`);
	await chat(other)
		.locator('blockquote')
		.waitFor({ state: 'detached', ...PATIENT });
	expect(await refused(other)).toEqual([]);
	expect(errors).toEqual([]);
});

test('a forged token is refused and said so, to the visitor and to the page, and the talk goes on with a guest', async () => {
	const { page } = await site.visit(DESK);
	await page.goto(shop.origin);
	await listen(page);
	await launcher(page).click();
	await write(page, 'Where is the nearest dealer?');
	await page.evaluate(`Saunders.identify(${JSON.stringify(tokenFor('u-17', 'hs_guessed'))})`);
	await chat(page).getByText('We could not confirm who you are').waitFor(PATIENT);
	expect(await heard(page)).toEqual([{ verified: false, reason: 'signature' }]);
	const guest = await writer();
	await write(page, 'And is it open today?');
	expect(await writer()).toMatchObject({ id: guest.id, customer_id: guest.customer_id, identities: [] });
	await page.evaluate('Saunders.close(); Saunders.open()');
	await chat(page).locator('.own').getByText('And is it open today?').waitFor(PATIENT);
	expect((await heard(page)).length).toBe(1);
});

test('the button says how many answers nobody has seen, also on the next page, until it is opened', async () => {
	const { page, errors } = await site.visit(DESK);
	await page.goto(shop.origin);
	await launcher(page).click();
	await write(page, 'Somebody please tell me about my order');
	const { id } = await writer();
	await page.evaluate("window.counts = []; Saunders.on('unread', (count) => counts.push(count)); Saunders.close()");
	await site.api('POST', `/conversations/${id}/messages`, { text: 'It leaves us today.' });
	const button = page.getByRole('button', { name: 'Chat with us 1' });
	await button.waitFor(PATIENT);
	expect(await page.evaluate('counts.at(-1)')).toBe(1);

	await page.goto(`${shop.origin}/other`);
	await button.waitFor(PATIENT);
	await button.click();
	await chat(page).getByText('It leaves us today.').waitFor(PATIENT);
	await until(wasAnswered, 20_000);
	await page.evaluate('Saunders.close()');
	await page.getByRole('button', { name: 'Chat with us', exact: true }).waitFor(PATIENT);
	await page.locator('saunders-chat .badge').waitFor({ state: 'hidden' });
	expect(errors).toEqual([]);
});

test('the owner checks whether the site has it: not yet, then it has', async () => {
	const fresh = shop.called('boutique');
	await site.api('PUT', '/settings/embed_origins', { value: [fresh] });
	const { page, errors } = await visitAs(site, 'Olga', DESK, '/console/set-up?step=embed');
	await said(page, 'Not loaded from here yet');
	await press(page, 'Check');
	await said(page, 'Not loaded from here yet');
	const { page: visitor } = await site.visit(DESK);
	await visitor.goto(fresh);
	await launcher(visitor).waitFor();
	await press(page, 'Check');
	await said(page, 'The chat has been loaded from here');
	await page.goto('/console/settings/chat');
	await said(page, 'The chat has been loaded from here');
	expect(errors).toEqual([]);
});
