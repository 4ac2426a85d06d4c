import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
export const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

type Found = { id: string; nodes: { html: string }[] }[];

/** What axe finds wrong, and whether the page scrolls sideways; by the rules for pages people read unless others are named. */
export async function violations(page: Page, runOnly: object = { type: 'tag', values: RULES }): Promise<string[]> {
	if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(AXE);
	// Behind a dialog nothing can be reached, and it was looked at without it.
	const where = `document.querySelector('dialog:modal') ?? document`;
	// All that it finds in order would be as much again as the page.
	const options = JSON.stringify({ runOnly, resultTypes: ['violations'], preload: false });
	const found = await page.evaluate<Found>(`axe.run(${where}, ${options}).then((all) => all.violations)`);
	const faults = found.flatMap(({ id, nodes }) =>
		nodes.map(({ html }) => `${page.url()} ${id}: ${html.slice(0, 200)}`),
	);
	const wide = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
	return wide ? [...faults, `${page.url()} scrolls sideways`] : faults;
}
