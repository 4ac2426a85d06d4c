import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { openSite, PHONE } from './site.ts';

const site = openSite();

const PATHS = ['', '/collections/care', '/articles/change-the-oil', '/search?q=oil', '/contact?q=oil', '/nothing'];

async function ask(page: Page, question: string): Promise<void> {
	await page.goto('/en');
	await page.fill('textarea', question);
	await page.keyboard.press('Enter');
	await page.waitForURL(/answers/);
}

const sideways = (page: Page) =>
	page.evaluate(() => (document.documentElement.scrollWidth > innerWidth ? [location.pathname] : []));

test('nothing scrolls sideways on the narrowest screen, nor with letters twice as large', async () => {
	const { page } = await site.visit({ ...PHONE, viewport: { width: 320, height: 640 } });
	const found: string[] = [];
	const look = async () => {
		found.push(...(await sideways(page)));
		await page.evaluate(() => document.documentElement.style.setProperty('font-size', '200%'));
		found.push(...(await sideways(page)).map((path) => `${path} at 200 %`));
	};
	for (const lang of ['en', 'th'])
		for (const path of PATHS) {
			await page.goto(`/${lang}${path}`);
			await look();
		}
	await ask(page, 'How often must I change the oil?');
	await look();
	expect(found).toEqual([]);
});

type Stop = { name: string; shown: boolean };

/** What the keyboard reaches, in its order, and whether one can see where one is. */
async function walk(page: Page): Promise<Stop[]> {
	const stops: Stop[] = [];
	for (;;) {
		await page.keyboard.press('Tab');
		const stop = await page.evaluate(() => {
			const element = document.activeElement;
			if (!element || element === document.body || element.hasAttribute('data-walked')) return undefined;
			element.setAttribute('data-walked', '');
			const ringed = [element, element.closest('.field')].some((each) => {
				const style = each && getComputedStyle(each);
				return style && (style.outlineStyle !== 'none' || style.boxShadow !== 'none');
			});
			const { top, bottom } = element.getBoundingClientRect();
			const name = element.getAttribute('aria-label') || element.getAttribute('name') || element.textContent || '';
			return { name: name.trim(), shown: ringed && bottom > 0 && top < innerHeight };
		});
		if (!stop) return stops;
		stops.push(stop);
	}
}

test('the keyboard reaches everything in reading order and is always seen', async () => {
	const { page } = await site.visit({ viewport: { width: 1280, height: 800 }, reducedMotion: 'reduce' });
	await page.goto('/en/articles/change-the-oil');
	await page.locator('.copy-link').first().waitFor();
	const reachable = await page.evaluate(
		() =>
			[...document.querySelectorAll<HTMLElement>('a[href], button, summary, input, textarea, [tabindex="0"]')].filter(
				(each) => each.checkVisibility() && each.tabIndex >= 0,
			).length,
	);
	const stops = await walk(page);
	expect(stops).toHaveLength(reachable);
	expect(stops.filter(({ shown }) => !shown)).toEqual([]);
	expect(stops[0]?.name).toBe('Skip to the content');
	const order = ['question', 'Home', 'Table', 'solved', 'Write to us'].map((name) =>
		stops.findIndex((stop) => stop.name === name),
	);
	expect(order).toEqual(order.toSorted((a, b) => a - b));
	expect(order).not.toContain(-1);
});

test('who wants no motion sees none', async () => {
	const { page } = await site.visit({ ...PHONE, reducedMotion: 'reduce' });
	await page.goto('/en');
	const longest = await page.evaluate(() =>
		Math.max(
			...[...document.querySelectorAll('*')].map((each) => parseFloat(getComputedStyle(each).transitionDuration)),
		),
	);
	expect(longest).toBeLessThan(0.001);
	expect(await page.evaluate(() => getComputedStyle(document.documentElement).scrollBehavior)).toBe('auto');
});

test('an article is printed as a text: black on white, without what only a screen needs', async () => {
	const { page } = await site.visit({ viewport: { width: 1280, height: 800 }, colorScheme: 'dark' });
	await page.goto('/en/articles/change-the-oil');
	await page.emulateMedia({ media: 'print' });
	for (const gone of ['header.no-print', 'footer', '#feedback', '.people', '.side', '.copy-link'])
		await expect(page.locator(gone).first().isVisible(), gone).resolves.toBe(false);
	await expect(page.locator('.prose .steps').isVisible()).resolves.toBe(true);
	const number = await page.evaluate(() => {
		const step = document.querySelector('.steps > li');
		return step ? getComputedStyle(step, '::before').color : '';
	});
	expect(number).toBe('rgb(0, 0, 0)');
});
