import type { Core } from './core.ts';
import { follow } from './follow.ts';
import type { hearing } from './hearing.ts';
import type { ServerEvent } from './sse.ts';
import { openTabs, type Tabs } from './tabs.ts';
import { NOTHING_SAID } from './talk-state.ts';

/** Long enough to know whether another tab leads. */
const LEAD_WITHIN_MS = 300;

type Word = ServerEvent | { queue: true } | { line: boolean } | { moved: string };

/** Where this tab stands among the others, and which conversation they are all in. `flush` sends what waits. */
export function joining(core: Core, { hear, read }: ReturnType<typeof hearing>, flush: () => void) {
	const { wire, box, state, set, at, move, lang, seen, ended } = core;
	let tabs: Tabs;
	let stopLeading = () => {};
	let reading: ReturnType<typeof setTimeout> | undefined;
	let beginning: Promise<string> | undefined;
	const tell = (word: Word) => tabs.tell(word);

	/** Hears what happens: from the server in one tab, from that tab in the others. */
	const join = () => {
		leave();
		tabs = openTabs(state().id ?? 'new');
		tabs.hear((word) => overheard(word as Word));
		set({ pending: box.all() });
		if (state().id) listen();
	};
	const leave = () => {
		stopLeading();
		tabs?.close();
		clearTimeout(reading);
	};
	const listen = () => {
		let isLeading = false;
		const path = () => at(`/stream?since=${state().version}`);
		stopLeading = tabs.lead('stream', async (signal) => {
			isLeading = true;
			await follow({ wire, path, hear: spread, line, lost: startAnew }, AbortSignal.any([signal, ended.signal]));
		});
		reading = setTimeout(() => isLeading || void read().catch(() => {}), LEAD_WITHIN_MS);
	};
	const spread = (event: ServerEvent) => {
		hear(event);
		tell(event);
	};
	const line = (isOnline: boolean) => {
		set({ isOnline, ...(isOnline && state().trouble?.status === 0 && { trouble: null }) });
		tell({ line: isOnline });
		if (isOnline) flush();
	};
	const overheard = (word: Word) => {
		if ('queue' in word) return set({ pending: box.all() });
		if ('line' in word) return set({ isOnline: word.line });
		if (!('moved' in word)) return hear(word);
		// Another tab began the conversation with what both show.
		if (state().id === null && state().pending.length > 0) void enter(word.moved).catch(() => {});
	};
	const enter = async (id: string) => {
		move({ ...state(), id });
		join();
		await read();
	};
	const startAnew = () => {
		move({ ...NOTHING_SAID, isAnew: true });
		join();
		flush();
	};
	const begin = async (key: string) => {
		const { timeZone: time_zone } = Intl.DateTimeFormat().resolvedOptions();
		const body = { lang, seen: { ...seen, time_zone }, channel: 'web' };
		const { id } = await wire.call<{ id: string }>('POST', '/conversations', { body, key });
		tell({ moved: id });
		await enter(id).catch(() => {});
		return id;
	};
	return {
		join,
		enter,
		startAnew,
		leave,
		alone: (act: () => Promise<void>) => tabs.alone('send', act),
		queued: () => {
			set({ pending: box.all() });
			tell({ queue: true });
		},
		/** The conversation begins with the first thing that needs one. */
		begun: async (key: string): Promise<string> =>
			state().id ??
			(beginning ??= begin(key).finally(() => {
				beginning = undefined;
			})),
	};
}
