import { openAutosave } from '#ui/editor/saving/autosave.ts';
import { keptTexts } from '#ui/editor/saving/kept-texts.ts';
import type { EditorText } from '#ui/editor/saving/merge-texts.ts';
import type { SaveState } from '#ui/editor/saving/writing.ts';
import type { TestServer } from './server.ts';
import { until } from './until.ts';
import { docOf, type newArticle } from './writing.ts';

/** A clock that stands still until it is told. */
export function clock(time = 0) {
	let waiting: { at: number; act(): void }[] = [];
	return {
		now: () => time,
		later: (act: () => void, ms: number) => {
			const entry = { at: time + ms, act };
			waiting.push(entry);
			return () => void (waiting = waiting.filter((other) => other !== entry));
		},
		tick: (ms: number) => {
			time += ms;
			const due = waiting.filter(({ at }) => at <= time);
			waiting = waiting.filter(({ at }) => at > time);
			for (const { act } of due) act();
		},
	};
}

/** What `localStorage` does, with room for so many characters. */
export function storage(room = 5_000_000) {
	const values = new Map<string, string>();
	return {
		getItem: (key: string) => values.get(key) ?? null,
		setItem: (key: string, value: string) => {
			if (value.length > room) throw new DOMException('full', 'QuotaExceededError');
			values.set(key, value);
		},
		removeItem: (key: string) => void values.delete(key),
		key: (index: number) => [...values.keys()][index] ?? null,
		get length() {
			return values.size;
		},
	};
}

type Article = Awaited<ReturnType<typeof newArticle>>;
type Tab = { tab?: string; store?: ReturnType<typeof storage>; time?: ReturnType<typeof clock>; token?: string };

/** An editor in one tab, that speaks to the server as the console does. */
export async function openTab(
	one: TestServer,
	article: Article,
	{ tab = 'one', store = storage(), time = clock(), token = one.key }: Tab = {},
) {
	const line = { isDown: false, token, sent: 0, tried: 0, loseReply: false };
	/** Typed, but not told yet. */
	const typed: EditorText[] = [];
	const states: SaveState['is'][] = [];
	const shown: EditorText[] = [];
	const read = async () => {
		const { revision, text } = await article.read();
		return { revision, text };
	};
	const autosave = openAutosave({
		server: await read(),
		kept: keptTexts({ store, article: article.article_id, lang: 'en', tab, now: time.now }),
		now: time.now,
		later: time.later,
		onState: ({ is }) => void states.push(is),
		onText: (text) => void shown.push(text),
		catchUp: () => typed.splice(0).forEach((text) => autosave.change(text)),
		send: async (body) => {
			line.tried++;
			if (line.isDown) throw { status: 0, code: 'offline' };
			line.sent++;
			const reply = await one.call('PUT', `${article.at}/draft`, { body, as: line.token });
			if (line.loseReply) throw { status: 0, code: 'offline' };
			if (reply.status === 200) return reply.body;
			throw { status: reply.status, code: reply.body.code, body: reply.body };
		},
	});
	const is = (wanted: SaveState['is']) => until(() => autosave.state().is === wanted);
	return { ...time, autosave, line, states, shown, typed, store, read, is };
}

export const written = (text: Partial<EditorText>): EditorText => ({
	title: '',
	slug: null,
	body: docOf({}),
	questions: [],
	attachments: [],
	...text,
});
