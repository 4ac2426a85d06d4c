type Page = { status: number; path: string; html: string };

/** A browser that knows forms, links and cookies, and nothing else. */
export function plainBrowser(site: { origin: string }) {
	const cookies = new Map<string, string>();
	let path = '/en/chat';
	const ask = async (to: string, init: RequestInit = {}): Promise<Page> => {
		const headers = {
			accept: 'text/html',
			cookie: [...cookies].map((pair) => pair.join('=')).join('; '),
			origin: site.origin,
		};
		const response = await fetch(`${site.origin}${to}`, { ...init, headers, redirect: 'manual' });
		for (const cookie of response.headers.getSetCookie()) {
			const [name = '', value = ''] = cookie.split(';')[0]?.split('=') ?? [];
			cookies.set(name, value);
		}
		const next = response.headers.get('location');
		if (next) return ask(new URL(next, site.origin).pathname);
		path = to.split('?')[0] ?? to;
		return { status: response.status, path, html: await response.text() };
	};
	return {
		open: (to: string) => ask(to),
		/** Sends the form of that action on the page that is open. */
		post: (action: string, fields: Record<string, string | File | string[]>) => {
			const body = new FormData();
			for (const [name, value] of Object.entries(fields)) for (const one of [value].flat()) body.append(name, one);
			return ask(`${path}?/${action}`, { method: 'POST', body });
		},
	};
}
