import type { openSite } from './site.ts';

type Site = Pick<ReturnType<typeof openSite>, 'origin' | 'api'>;
type Opening = { email?: string; lang?: string; to?: 'assistant' | 'person' };
type Whole = { status: string; messages: { text: string }[] };

/** Customers who write over the API, each a visitor of their own. */
export function talking(site: Site) {
	return {
		/** Writes that, and waits for a person unless told otherwise. */
		customer: async (text: string, { email, lang = 'en', to = 'person' }: Opening = {}) => {
			const call = caller(site, (await caller(site)<{ token: string }>('POST', '/sessions', {})).token);
			const { id } = await call<{ id: string }>('POST', '/conversations', { text, lang, to, ...(email && { email }) });
			const whole = () => call<Whole>('GET', `/conversations/${id}`);
			return {
				id,
				say: (words: string) => call('POST', `/conversations/${id}/messages`, { text: words }),
				/** All that stands in the conversation, as the customer reads it. */
				heard: async () => (await whole()).messages.map((message) => message.text),
				status: async () => (await whole()).status,
				askColleague: () => call('POST', `/conversations/${id}/colleague-question`, {}),
			};
		},
	};
}

const caller =
	({ origin }: Site, token?: string) =>
	async <T>(method: string, path: string, body?: object): Promise<T> => {
		const response = await fetch(`${origin}/api/v1${path}`, {
			method,
			headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
			...(body && { body: JSON.stringify(body) }),
		});
		if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
		return (await response.json()) as T;
	};
