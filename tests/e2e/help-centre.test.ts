import { expect, test } from 'vitest';
import { openSite, PHONE } from './site.ts';

const site = openSite();

const OIL = 'How often must I change the oil?';

type Asked = {
	items: { text: string; outcome: string; channel: string; solved: boolean | null; missing: string | null }[];
};
const asked = async (text: string) =>
	(await site.api<Asked>('GET', '/questions')).items.filter((item) => item.text === text);

test('a customer asks on the phone at night and gets the answer with its source', async () => {
	const { page, errors } = await site.visit({ ...PHONE, colorScheme: 'dark' });
	await page.goto('/');
	expect(new URL(page.url()).pathname).toBe('/en');
	await page.getByRole('textbox', { name: 'Your question' }).fill(OIL);
	await page.keyboard.press('Enter');
	await page.waitForURL(/\/en\/answers\//);
	await expect(page.getByRole('heading', { level: 1 }).textContent()).resolves.toBe(OIL);
	await expect(page.locator('blockquote').textContent()).resolves.toContain('every 2,000 hours');

	await page.getByRole('link', { name: /Change the oil/ }).click();
	await page.waitForURL(/\/en\/articles\/change-the-oil/);
	await page.goBack();
	await page.getByRole('button', { name: 'No, not yet' }).click();
	await page.getByLabel('What was missing?').fill('The price of the oil');
	await page.getByRole('button', { name: 'Send' }).click();
	await page.getByText('Thank you. We use this').waitFor();
	expect(errors).toEqual([]);
	expect(await asked(OIL)).toMatchObject([
		{ outcome: 'answer', channel: 'web', solved: false, missing: 'The price of the oil' },
	]);
});

test('everything works without JavaScript', async () => {
	const { page } = await site.visit({ ...PHONE, javaScriptEnabled: false });
	const question = 'which oil do I fill in';
	await page.goto('/en');
	await page.fill('textarea', question);
	await page.click('main form button');
	await expect(page.locator('blockquote').count()).resolves.toBe(1);
	await page.click('text=Yes, solved');
	await page.getByText('Good to hear').waitFor();
	expect(await asked(question)).toMatchObject([{ solved: true }]);

	await page.goto('/en/articles/change-the-oil');
	await page.click('text=No, not yet');
	await page.fill('#missing', 'A picture');
	await page.click('#feedback button');
	await page.getByText('Thank you. We use this').waitFor();
	await page.locator('summary', { hasText: 'English' }).click();
	await page.click('details a[lang=th]');
	expect(decodeURIComponent(new URL(page.url()).pathname)).toBe('/th/articles/เปลี่ยนน้ำมัน');
});

test('an empty question is refused with a clear message, a question by a link asks nothing', async () => {
	const { page } = await site.visit({ ...PHONE, javaScriptEnabled: false });
	await page.goto('/en/ask');
	await page.fill('textarea', '   ');
	await page.click('main form button');
	await expect(page.getByRole('alert').textContent()).resolves.toBe('Please write your question first.');
	await page.goto('/en/ask?q=where+is+my+parcel');
	expect(new URL(page.url()).pathname).toBe('/en/search');
	expect(await asked('where is my parcel')).toEqual([]);
});

test('whoever gets no answer reaches people, who see what was asked', async () => {
	const { page } = await site.visit();
	const question = 'Do penguins dream of violet bicycles on Neptune?';
	await page.goto('/en');
	await page.fill('textarea', question);
	await page.keyboard.press('Enter');
	await page.getByRole('heading', { name: 'We are not sure' }).waitFor();
	await page.getByRole('link', { name: 'Write to us' }).first().click();
	await page.getByRole('definition').getByText(question).waitFor();

	await page.getByLabel('How can we help?').fill('First line.\nSecond line.');
	await page.getByLabel('Your email address').fill('not an address');
	await page.getByRole('button', { name: 'Send' }).click();
	await page.getByText('This does not look like an email address').waitFor();
	await expect(page.getByLabel('How can we help?').inputValue()).resolves.toBe('First line.\nSecond line.');
	await page.getByLabel('Your email address').fill('Mai@example.com');
	await page.getByRole('button', { name: 'Send' }).click();
	await page.getByRole('heading', { name: 'Your message has arrived' }).waitFor();
	await page.getByText('We will answer to mai@example.com').waitFor();

	const { items } = await site.api<{ items: { id: string; subject: string }[] }>('GET', '/conversations');
	expect(items[0]).toMatchObject({ subject: 'First line.', lang: 'en', channel: 'web' });
	const whole = await site.api<{ seen: { question: string } }>('GET', `/conversations/${items[0]?.id}`);
	expect(whole.seen.question).toBe(question);

	const { page: other } = await site.visit();
	for (const path of [new URL(page.url()).pathname, `/en/contact/${items[0]?.id}`]) {
		const response = await other.goto(path);
		expect(response?.status()).toBe(404);
	}
});

test('a program that fills in every field does not get through', async () => {
	const { page } = await site.visit({ ...PHONE, javaScriptEnabled: false });
	const before = await site.api<{ items: unknown[] }>('GET', '/conversations');
	const form = { text: 'Buy now', email: 'a@example.com', website: 'http://spam.example' };
	const response = await page.request.post('/en/contact', { form, headers: { origin: site.origin } });
	expect(response.status()).toBe(422);
	expect(await response.text()).toContain('Buy now');
	expect((await site.api<{ items: unknown[] }>('GET', '/conversations')).items).toHaveLength(before.items.length);
});

test('a form of another site is refused', async () => {
	const headers = { origin: 'http://evil.example', 'content-type': 'application/x-www-form-urlencoded' };
	const response = await fetch(`${site.origin}/en/contact`, {
		method: 'POST',
		headers,
		body: 'text=x&email=a%40example.com',
	});
	expect(response.status).toBe(403);
});

test('the language is switched, remembered, and guessed from the browser', async () => {
	const { page } = await site.visit();
	await page.goto('/en/articles/change-the-oil');
	await page.locator('summary', { hasText: 'English' }).click();
	await page.getByRole('link', { name: 'ไทย' }).first().click();
	await expect(page.locator('html').getAttribute('lang')).resolves.toBe('th');
	await expect(page.getByRole('heading', { level: 1 }).textContent()).resolves.toBe('เปลี่ยนน้ำมันเครื่อง');
	await page.goto('/');
	expect(new URL(page.url()).pathname).toBe('/th');

	const guess = (language: string) =>
		fetch(site.origin, { redirect: 'manual', headers: { 'accept-language': language } });
	expect((await guess('zh-TW,zh;q=0.9')).headers.get('location')).toBe('/zh-Hant');
	expect((await guess('fr')).headers.get('location')).toBe('/en');
	const spelled = await fetch(`${site.origin}/zh-hans/search?q=a`, { redirect: 'manual' });
	expect([spelled.status, spelled.headers.get('location')]).toEqual([301, '/zh-Hans/search?q=a']);
	const away = await fetch(`${site.origin}/lang/th?to=//evil.example`, { redirect: 'manual' });
	expect(away.headers.get('location')).toBe('/th');
});

test('suggestions are chosen by keyboard', async () => {
	const { page } = await site.visit({ viewport: { width: 1280, height: 800 } });
	await page.goto('/en/collections/care');
	const box = page.getByRole('combobox', { name: 'Your question' });
	await box.pressSequentially('change the o');
	await page.getByRole('option', { name: 'Change the oil' }).waitFor();
	await expect(box.getAttribute('aria-expanded')).resolves.toBe('true');
	await page.keyboard.press('ArrowDown');
	const active = await box.getAttribute('aria-activedescendant');
	await expect(page.locator(`[id="${active}"]`).getAttribute('aria-selected')).resolves.toBe('true');
	await page.keyboard.press('Escape');
	await expect(box.getAttribute('aria-expanded')).resolves.toBe('false');
	await box.press('End');
	await box.pressSequentially('i');
	await page.getByRole('option', { name: 'Change the oil' }).waitFor();
	await page.keyboard.press('ArrowDown');
	await page.keyboard.press('Enter');
	await page.waitForURL(/\/en\/articles\/change-the-oil/);
	expect(await asked('change the oi')).toEqual([]);
});

test('an article of another language is shown among the pages of the reader’s, and says so', async () => {
	const { page } = await site.visit({ ...PHONE, locale: 'vi' });
	await page.goto('/vi/articles/change-the-oil');
	await page.getByText('Bài này chưa có bản tiếng Việt').waitFor();
	await expect(page.locator('html').getAttribute('lang')).resolves.toBe('vi');
	await expect(page.locator('.prose').getAttribute('lang')).resolves.toBe('en');
	await expect(page.locator('link[rel=canonical]').getAttribute('href')).resolves.toBe(
		`${site.origin}/en/articles/change-the-oil`,
	);
	await expect(page.locator('.prose a').first().getAttribute('href')).resolves.toBe('/vi/articles/air-filter');
});

test('a heading’s link is copied', async () => {
	const { page } = await site.visit({ ...PHONE, permissions: ['clipboard-read', 'clipboard-write'] });
	await page.goto('/en/articles/change-the-oil');
	await page.getByRole('button', { name: 'Copy the link to this section' }).first().click();
	await page.getByRole('status').getByText('Link copied').waitFor({ state: 'attached' });
	expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(
		`${site.origin}/en/articles/change-the-oil#how-to-change-it`,
	);
});

test('an answer that quotes steps shows them as numbered steps', async () => {
	const { page } = await site.visit();
	await page.goto('/en');
	await page.fill('textarea', 'How do I change the oil: open the drain, fill in three litres of oil');
	await page.keyboard.press('Enter');
	await page.waitForURL(/answers/);
	await expect(page.locator('blockquote ol.steps > li').allTextContents()).resolves.toEqual([
		'Let the machine run for five minutes, so that the oil flows.',
		'Switch it off and open the drain.',
		'Fill in three litres of oil type K 46.',
	]);
});
