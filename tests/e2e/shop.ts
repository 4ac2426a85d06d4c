import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from 'playwright-core';
import type { openSite } from './site.ts';

/** Notes what the page's policy refused and what moved, before anything else runs. */
const WATCH = `window.refused = []; window.moved = 0;
addEventListener('securitypolicyviolation', (event) => refused.push(event.violatedDirective + ' ' + event.blockedURI));
new PerformanceObserver((list) => { for (const { value } of list.getEntries()) moved += value; }).observe({ type: 'layout-shift', buffered: true });`;

/** Somebody else's site that shows the chat, under a policy that allows hardly more. `attributes` are those of the script, `scripts` where such may come from. */
export async function openShop(site: ReturnType<typeof openSite>) {
	let attributes = '';
	let scripts = site.origin;
	const cookies: string[] = [];
	const policy = () =>
		`default-src 'none'; script-src 'self' ${scripts}; frame-src ${site.origin}; require-trusted-types-for 'script'; trusted-types 'none'`;
	const host = createServer((request, response) => {
		const send = (type: string, text: string, headers = {}) =>
			response.writeHead(200, { 'content-type': `${type}; charset=utf-8`, ...headers }).end(text);
		if (request.url === '/watch.js') return send('text/javascript', WATCH);
		if (request.url === '/framed') return send('text/html', '', framed(request));
		if (request.url === '/frames')
			return send('text/html', `<iframe src="http://127.0.0.1:${port()}/framed"></iframe>`);
		return send('text/html', page(site.origin, attributes), {
			'content-security-policy': policy(),
			'referrer-policy': 'no-referrer',
		});
	});
	const port = () => (host.address() as AddressInfo).port;
	const framed = ({ headers }: IncomingMessage) => {
		cookies.push(headers.cookie ?? '');
		return { 'set-cookie': 'third=1; SameSite=None; Secure' };
	};
	await new Promise<void>((resolve) => host.listen(0, '127.0.0.1', resolve));
	return {
		// Another site for a browser, not only another port: only then are our cookies a third party's.
		origin: `http://localhost:${port()}`,
		/** The same pages as a site of another name. */
		called: (name: string) => `http://${name}.localhost:${port()}`,
		with: (next: string, from = site.origin) => {
			attributes = next;
			scripts = from;
		},
		/** The cookies that a frame of another site gets back here, having set one. */
		cookiesInFrame: async (visitor: Page) => {
			cookies.length = 0;
			for (let i = 0; i < 2; i++) await visitor.goto(`http://localhost:${port()}/frames`);
			return cookies;
		},
		close: () => void host.close(),
	};
}

const page = (chat: string, attributes: string) => `<!doctype html>
<html lang="en"><head><title>A shop</title><meta name="viewport" content="width=device-width"><script src="/watch.js"></script></head>
<body><main><h1>A shop</h1><p><a href="/other">Other page</a></p></main>
<script src="${chat}/widget.js" ${attributes} referrerpolicy="origin" async></script><script src="${chat}/widget.js" ${attributes} referrerpolicy="origin" async></script></body></html>`;

/** As people set it in their browser's settings. Ours are not to be needed. */
export async function blockThirdPartyCookies(visitor: Page): Promise<void> {
	const settings = await visitor.context().newCDPSession(visitor);
	await settings.send('Network.enable');
	await settings.send('Network.setCookieControls', {
		enableThirdPartyCookieRestriction: true,
	});
}

const PATIENT = { timeout: 20_000 };

export const launcher = (visitor: Page) => visitor.locator('saunders-chat .launch');
export const chat = (visitor: Page) => visitor.frameLocator('saunders-chat iframe');
export const composer = (visitor: Page) => chat(visitor).getByRole('textbox', { name: 'Your message' });
export const refused = (visitor: Page) => visitor.evaluate('window.refused');
export const ready = (visitor: Page) =>
	chat(visitor)
		.locator('input[type=file]')
		.waitFor({ state: 'attached', ...PATIENT });
