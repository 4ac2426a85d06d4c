import type { Store } from './outbox.ts';
import type { Refusal } from './shapes.ts';
import { openWire, type Wire } from './wire.ts';

const TOKEN = 'saunders.token';
/** Of whom the host vouched last. */
const SUBJECT = 'saunders.subject';

/** Whether the host's word on who its user is counted; if not, by which fault of docs/identity.md. */
export type Standing = { verified: boolean; reason?: string };

/** Who asks from a frame: a token in storage that is ours on this one site, since no cookie of ours comes along. */
export function frameSession(store: Store, lang: string) {
	const token = () => store.getItem(TOKEN) ?? undefined;
	let vouched: string | undefined;
	/** What the host said last. It says so again whenever the chat is opened or closed. */
	let heard: string | null | undefined;
	let standing: Standing | undefined;

	const begin = async (from?: string) => {
		const body = { lang, ...(vouched && { identity_token: vouched }) };
		store.setItem(TOKEN, await newToken(body, from));
		if (!vouched) return;
		store.setItem(SUBJECT, subjectOf(vouched));
		standing = { verified: true };
	};
	/** A word that does not count: they go on as a visitor. */
	const refuse = (error: unknown) => {
		const { status, code } = error as Refusal;
		if (!vouched || status !== 401) throw error;
		vouched = undefined;
		standing = { verified: false, reason: code };
	};
	const forget = () => {
		store.removeItem(TOKEN);
		store.removeItem(SUBJECT);
	};
	return {
		isKnown: () => token() !== undefined,
		standing: () => standing,
		wire: (): Wire =>
			openWire({
				token,
				isKnown: token() !== undefined,
				begin: async () => {
					store.removeItem(TOKEN);
					await begin().catch((error: unknown) => {
						refuse(error);
						return begin();
					});
				},
			}),
		/**
		 * Takes the host's word on who its user is; `null`: nobody any more. What a visitor did before they signed in becomes theirs; what one user did
		 * is not handed to the next. Answers whether somebody else is here now, or the same is told otherwise.
		 */
		identify: async (word: string | null | undefined): Promise<boolean> => {
			if (word === undefined || word === heard) return false;
			heard = word;
			const before = store.getItem(SUBJECT);
			vouched = word ?? undefined;
			standing = undefined;
			if (word === null) {
				if (before !== null) forget();
				return before !== null;
			}
			if (subjectOf(word) === before && token()) {
				standing = { verified: true };
				return false;
			}
			const visitor = before === null ? token() : undefined;
			if (before !== null) forget();
			try {
				await begin(visitor).catch(refuse);
			} catch {
				// Nobody could say: it is asked again with the first word they write, or when the chat is opened.
				heard = undefined;
			}
			return true;
		},
	};
}

/** Throws a `Refusal`; its code is the most exact that the server gives. */
async function newToken(body: object, from: string | undefined): Promise<string> {
	const response = await fetch('/api/v1/sessions', {
		method: 'POST',
		headers: { 'content-type': 'application/json', ...(from && { authorization: `Bearer ${from}` }) },
		body: JSON.stringify(body),
	}).catch(() => undefined);
	if (!response) throw { status: 0, code: 'offline', wait: 0 };
	const reply = (await response.json().catch(() => ({}))) as Reply;
	if (response.ok && reply.token) return reply.token;
	const wait = Number(response.headers.get('retry-after')) || 0;
	throw { status: response.status, code: reply.errors?.[0]?.code ?? reply.code ?? '', wait };
}

type Reply = { token?: string; code?: string; errors?: { code: string }[] };

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
