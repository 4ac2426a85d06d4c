import type { Store } from './outbox.ts';
import { openWire, type Wire } from './wire.ts';

const TOKEN = 'saunders.token';
/** Of whom the host vouched last. */
const SUBJECT = 'saunders.subject';

/** Who asks from a frame: a token in storage that is ours on this one site, since no cookie of ours comes along. */
export function frameSession(store: Store, lang: string) {
	const token = () => store.getItem(TOKEN) ?? undefined;
	let vouched: string | undefined;
	const begin = async (body: { lang: string; identity_token?: string }, from?: string) => {
		const response = await fetch('/api/v1/sessions', {
			method: 'POST',
			headers: { 'content-type': 'application/json', ...(from && { authorization: `Bearer ${from}` }) },
			body: JSON.stringify(body),
		}).catch(() => undefined);
		if (!response) throw { status: 0, code: 'offline', wait: 0 };
		if (!response.ok) {
			const wait = Number(response.headers.get('retry-after')) || 0;
			throw { status: response.status, code: await codeOf(response), wait };
		}
		store.setItem(TOKEN, ((await response.json()) as { token: string }).token);
	};
	const forget = () => {
		store.removeItem(TOKEN);
		store.removeItem(SUBJECT);
	};
	return {
		isKnown: () => token() !== undefined,
		wire: (): Wire =>
			openWire({
				token,
				isKnown: token() !== undefined,
				begin: async () => {
					store.removeItem(TOKEN);
					await begin({ lang, ...(vouched && { identity_token: vouched }) });
				},
			}),
		/**
		 * Takes the host's word on who its user is; `null`: nobody any more. What a visitor did before they signed in becomes theirs; what one user did
		 * is not handed to the next. Answers whether somebody else is here now.
		 */
		identify: async (word: string | null | undefined): Promise<boolean> => {
			if (word === undefined) return false;
			const before = store.getItem(SUBJECT);
			if (word === null) {
				vouched = undefined;
				if (before !== null) forget();
				return before !== null;
			}
			vouched = word;
			const subject = subjectOf(word);
			if (subject === before && token()) return false;
			const visitor = before === null ? token() : undefined;
			if (before !== null) forget();
			try {
				await begin({ lang, identity_token: word }, visitor);
				store.setItem(SUBJECT, subject);
			} catch {
				// A word that does not count: they go on as a visitor.
				vouched = undefined;
			}
			return true;
		},
	};
}

const codeOf = async (response: Response) =>
	((await response.json().catch(() => ({}))) as { code?: string }).code ?? '';

/** Only to tell one user from another; whether it is true the server checks. */
function subjectOf(word: string): string {
	try {
		const [, claims = ''] = word.split('.');
		const text = atob(claims.replaceAll('-', '+').replaceAll('_', '/'));
		return String((JSON.parse(text) as { sub?: unknown }).sub ?? '');
	} catch {
		return '';
	}
}
