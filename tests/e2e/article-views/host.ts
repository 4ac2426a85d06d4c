import { readFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { build } from 'vite';
import { afterAll, beforeAll } from 'vitest';
import type { openSite } from '../site.ts';
import { browserOf } from '../team.ts';
import type { Given } from './main.ts';

/** As strict as the console's own pages are. */
const CSP = [
	"default-src 'none'",
	"script-src 'self'",
	"style-src 'self'",
	"img-src 'self' data: https:",
	"connect-src 'self'",
	"frame-src 'self'",
].join('; ');
const TYPES: Record<string, string> = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css' };

/** A page that holds nothing but one view of an article, at an address of the site: what the view reads and changes is real. */
export function openHost(site: ReturnType<typeof openSite>) {
	let folder: string;
	beforeAll(async () => {
		folder = await mkdtemp(path.join(tmpdir(), 'saunders-views-'));
		await build({
			root: import.meta.dirname,
			base: '/host/',
			configFile: false,
			logLevel: 'error',
			plugins: [svelte({ configFile: false })],
			build: { outDir: folder, emptyOutDir: true, modulePreload: { polyfill: false } },
		});
	});
	afterAll(() => rm(folder, { recursive: true, force: true }));
	const show = async (page: Page, article: string, lang: string, given: Given) => {
		await page.addInitScript((all) => void (window.given = all), { ...given, article, lang });
		await page.route('**/host/**', async (route) => {
			const name = new URL(route.request().url()).pathname.slice('/host/'.length) || 'index.html';
			const contentType = TYPES[path.extname(name)] ?? 'application/octet-stream';
			const headers = { 'content-security-policy': CSP };
			await route.fulfill({ contentType, headers, body: await readFile(path.join(folder, name)) });
		});
		await page.goto('/host/');
		await page.waitForLoadState('networkidle');
	};
	return {
		/** Somebody on the team looks at a view. */
		look: async (name: string, article: string, lang: string, given: Given, options?: BrowserContextOptions) => {
			const { page, errors } = await browserOf(site, name, options);
			await show(page, article, lang, given);
			return { page, errors, told: () => page.evaluate(() => window.told) };
		},
	};
}
