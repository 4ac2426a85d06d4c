import { existsSync } from 'node:fs';
import { mkdir, readFile, rename } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Editor } from '@tiptap/core';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { build } from 'vite';
import { afterAll, beforeAll, expect } from 'vitest';
import { until } from '../../support/until.ts';
import { openBrowser } from '../site.ts';
import { docSchema } from '#modules/knowledge/body/schema.ts';
import type { Doc } from '#modules/knowledge/browser.ts';

/** As strict as our own pages are. */
const CSP = [
	"default-src 'none'",
	"script-src 'self'",
	"style-src 'self'",
	"img-src 'self' data: https:",
	"media-src 'self' https:",
	"connect-src 'self'",
].join('; ');
const TYPES: Record<string, string> = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css' };

/** For the tests of a file: a built page that holds nothing but an editor, with uploads and articles that live in the page. */
export function openHost() {
	let folder: string;
	let server: Server;
	let browser: Browser;
	beforeAll(async () => {
		folder = await builtHost();
		server = await serve(folder);
		browser = await openBrowser();
	});
	afterAll(async () => {
		await browser?.close();
		server?.close();
	});
	return { edit: (doc: Doc, options?: Options) => edit(browser, server, doc, options) };
}

type Options = BrowserContextOptions & { query?: string };

/** Built once in a run, by the file that comes first, and left to all others in the run's own folder. */
async function builtHost(): Promise<string> {
	const folder = path.join(tmpdir(), 'editor-host');
	const [making, made] = [path.join(folder, 'making'), path.join(folder, 'made')];
	const isFirst = await mkdir(folder).then(
		() => true,
		() => false,
	);
	if (isFirst) {
		await buildInto(making);
		await rename(making, made);
	}
	await until(() => existsSync(made), 50_000);
	return made;
}

async function buildInto(folder: string): Promise<void> {
	await build({
		root: import.meta.dirname,
		configFile: false,
		logLevel: 'error',
		plugins: [svelte({ configFile: false })],
		build: { outDir: folder, emptyOutDir: true, modulePreload: { polyfill: false } },
	});
}

async function serve(folder: string): Promise<Server> {
	const server = createServer(async (request, response) => {
		const { pathname } = new URL(request.url ?? '/', 'http://host');
		const name = pathname === '/' ? '/index.html' : pathname;
		const content = await readFile(path.join(folder, path.normalize(name))).catch(() => undefined);
		const type = TYPES[path.extname(name)] ?? 'application/octet-stream';
		response.writeHead(content ? 200 : 204, { 'content-type': type, 'content-security-policy': CSP });
		response.end(content);
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return server;
}

/** An editor with a document in it. `errors` gathers what the page throws or complains about. */
async function edit(browser: Browser, server: Server, doc: Doc, { query = '', ...options }: Options = {}) {
	const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	const context = await browser.newContext({
		baseURL: origin,
		permissions: ['clipboard-read', 'clipboard-write'],
		...options,
	});
	const page = await context.newPage();
	const errors: string[] = [];
	page.on('pageerror', (error) => errors.push(error.message));
	page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
	await page.addInitScript((given) => {
		window.doc = given;
	}, doc);
	await page.goto(`/?${query}`);
	const text = page.getByRole('textbox', { name: 'Text of the article', exact: true });
	await text.waitFor();
	return { page, text, errors, read: () => read(page), paste: (data: Record<string, string>) => paste(page, data) };
}

/** What the editor gives back; it must be what the door takes, to the letter. */
async function read(page: Page): Promise<Doc> {
	const doc = await page.evaluate(() => window.host.read());
	expect(docSchema.parse(doc)).toEqual(doc);
	return doc;
}

/** Presses keys one after the other. The browser tells of a selection that a key has moved a little later; people are slower than that. */
export async function press(page: Page, ...keys: string[]): Promise<void> {
	for (const key of keys) {
		await page.waitForFunction(knowsSelection);
		await page.keyboard.press(key);
	}
	await page.waitForFunction(knowsSelection);
}

/** In the page: whether the editor has heard of the selection that is seen. */
function knowsSelection(): boolean {
	const dom = document.querySelector<HTMLElement & { editor?: Editor }>('.ProseMirror');
	const seen = getSelection();
	if (!dom?.editor || !seen?.anchorNode || document.activeElement !== dom || !dom.contains(seen.anchorNode))
		return true;
	const { view, state } = dom.editor;
	// For 200 ms after it got the focus ProseMirror takes a cursor at the very start for the browser's doing.
	const { input } = view as unknown as { input: { lastFocus: number } };
	if (Date.now() - input.lastFocus < 210) return false;
	if (!(state.selection.$anchor.parent.isTextblock && state.selection.$head.parent.isTextblock)) return true;
	const pos = view.posAtDOM(seen.anchorNode, seen.anchorOffset);
	const head = seen.focusNode ? view.posAtDOM(seen.focusNode, seen.focusOffset) : pos;
	return pos === state.selection.anchor && head === state.selection.head;
}

/** As the browser pastes, with what another program put on the clipboard, by type. */
async function paste(page: Page, data: Record<string, string>): Promise<void> {
	await page.evaluate((given) => {
		const clipboardData = new DataTransfer();
		for (const [type, value] of Object.entries(given)) clipboardData.setData(type, value);
		const event = new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true });
		document.activeElement?.dispatchEvent(event);
	}, data);
}
