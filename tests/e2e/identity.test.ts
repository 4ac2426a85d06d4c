import { expect, test } from 'vitest';
import { violations } from './axe.ts';
import { mailTo } from './mailed.ts';
import { openSite, PHONE } from './site.ts';

const site = openSite();
const PLAIN = { ...PHONE, javaScriptEnabled: false };

test('without JavaScript, on a phone: from the address to the code and on, then out again', async () => {
	const { page } = await site.visit(PLAIN);
	await page.goto('/en/sign-in?next=/en/contact');
	await page.getByRole('button', { name: 'Send me a code' }).click();
	await page.getByText('Please give an email address').waitFor();
	await page.getByLabel('Your email address').fill('Kim@example.com');
	await page.getByRole('button', { name: 'Send me a code' }).click();
	await page.getByText('We sent six digits to kim@example.com').waitFor();
	const { code = '' } = await mailTo(site, 'kim@example.com', 'identity_code');
	const wrong = code === '000000' ? '000001' : '000000';
	await page.getByLabel('Code').fill(wrong);
	await page.getByRole('button', { name: 'Sign in' }).click();
	await page.getByText('This is not the code we sent last').waitFor();
	await page.getByLabel('Code').fill(` ${code.slice(0, 3)} ${code.slice(3)}`);
	await page.getByRole('button', { name: 'Sign in' }).click();
	await page.waitForURL('**/en/contact');
	await page.goto('/en/you');
	await page.getByText('You are signed in as kim@example.com').waitFor();
	await page.getByRole('button', { name: 'Sign out' }).click();
	await page.goto('/en/you');
	await page.getByText('Nothing is kept of you on this device').waitFor();
});

test('everybody can use these pages, on a phone and in every language', async () => {
	const { page, errors } = await site.visit();
	for (const lang of ['en', 'zh-Hans', 'zh-Hant', 'vi', 'th']) {
		await page.goto(`/${lang}/in?t=none`);
		expect(await violations(page)).toEqual([]);
		await page.goto(`/${lang}/sign-in`);
		expect(await violations(page)).toEqual([]);
	}
	await page.locator('input[name=email]').fill('a.rather.long.address.of.somebody@a-long-name.example.com');
	await page.locator('form.card button').click();
	await page.locator('input[name=code]').waitFor();
	expect(await violations(page)).toEqual([]);
	for (const lang of ['en', 'zh-Hans', 'zh-Hant', 'vi', 'th']) {
		await page.goto(`/${lang}/you`);
		expect(await violations(page)).toEqual([]);
	}
	expect(errors).toEqual([]);
});

test('the way on after signing in never leads to another site', async () => {
	for (const next of ['https://evil.example/', '//evil.example', '/\\evil.example', 'javascript:alert(1)']) {
		const { page } = await site.visit(PLAIN);
		const email = `next${next.length}@example.com`;
		await page.goto(`/en/sign-in?next=${encodeURIComponent(next)}`);
		await page.getByLabel('Your email address').fill(email);
		await page.getByRole('button', { name: 'Send me a code' }).click();
		const { code = '' } = await mailTo(site, email, 'identity_code');
		await page.getByLabel('Code').fill(code);
		await page.getByRole('button', { name: 'Sign in' }).click();
		await page.waitForURL('**/en/my');
	}
});

test('the mail about a conversation leads to it on another device, by one button, and to nothing else', async () => {
	const { page } = await site.visit(PLAIN);
	await page.goto('/en/contact');
	await page.getByLabel('How can we help?').fill('The compressor hums.');
	await page.getByLabel('Your email address').fill('lan@example.com');
	await page.getByRole('button', { name: 'Send' }).click();
	await page.waitForURL('**/en/contact/*');
	const id = new URL(page.url()).pathname.split('/').at(-1);
	const address = new URL((await mailTo(site, 'lan@example.com', 'conversation_received')).url ?? '');
	const { page: phone } = await site.visit(PLAIN);
	expect((await phone.goto(new URL(page.url()).pathname))?.status()).toBe(404);
	await phone.getByText('If you wrote to us from another device').waitFor();
	await phone.goto(address.pathname + address.search);
	await phone.getByText('la…@example.com').waitFor();
	await phone.getByRole('button', { name: 'Continue' }).click();
	await phone.waitForURL(`**/en/chat/${id}`);
	await phone.getByText('The compressor hums.').first().waitFor();
	const composer = phone.locator('form[action="?/say"]', { has: phone.locator('textarea') });
	await composer.locator('textarea').fill('It is I, from my phone.');
	await composer.getByRole('button', { name: 'Send' }).click();
	await phone.getByText('It is I, from my phone.').waitFor();
	await phone.goto('/en/my');
	await phone.getByRole('heading', { name: 'Nothing here yet' }).waitFor();
	// Once it is open, the link leads straight there.
	await phone.goto(address.pathname + address.search);
	await phone.waitForURL(`**/en/chat/${id}`);
	const { page: stranger } = await site.visit(PLAIN);
	await stranger.goto(`${address.pathname}${address.search}x`);
	await stranger.getByRole('heading', { name: 'This link no longer works' }).waitFor();
});

test('people take away what is kept of them, and then have it deleted', async () => {
	const { page } = await site.visit();
	await page.goto('/th/contact');
	await page.locator('textarea').fill('เครื่องดังมาก');
	await page.locator('input[name=email]').fill('mali@example.com');
	await page.locator('form.card button').click();
	await page.waitForURL('**/th/contact/*');
	await page.goto('/th/you');
	expect(await violations(page)).toEqual([]);
	const [file] = await Promise.all([
		page.waitForEvent('download'),
		page.getByRole('link', { name: 'ดาวน์โหลด' }).click(),
	]);
	const chunks: Buffer[] = [];
	for await (const chunk of await file.createReadStream()) chunks.push(chunk as Buffer);
	const { tables } = JSON.parse(Buffer.concat(chunks).toString());
	expect(tables.messages).toMatchObject([{ text: 'เครื่องดังมาก' }, ...tables.messages.slice(1)]);
	await page.getByRole('checkbox').check();
	await page.getByRole('button', { name: 'ลบทั้งหมด' }).click();
	await page.getByRole('heading', { name: 'ลบทั้งหมดแล้ว' }).waitFor();
	const { items } = await site.api<{ items: unknown[] }>('GET', '/customers?email=mali@example.com');
	expect(items).toEqual([]);
});
