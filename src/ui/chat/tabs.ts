export type Tabs = {
	tell(word: unknown): void;
	hear(listener: (word: unknown) => void): void;
	/** One tab at a time; the others wait their turn. */
	alone<T>(name: string, act: () => Promise<T>): Promise<T>;
	/** Acts in one tab of all for as long as it lives; when it goes, another takes over. */
	lead(name: string, act: (signal: AbortSignal) => Promise<void>): () => void;
	close(): void;
};

/** What the tabs of one browser do together about one thing. A browser without locks has every tab act for itself. */
export function openTabs(name: string): Tabs {
	const channel = typeof BroadcastChannel === 'undefined' ? undefined : new BroadcastChannel(`saunders.${name}`);
	const post = channel?.postMessage.bind(channel);
	const locks = globalThis.navigator?.locks as LockManager | undefined;
	return {
		tell: (word) => post?.(word),
		hear: (listener) => channel?.addEventListener('message', ({ data }) => listener(data)),
		alone: async (what, act) => (locks ? locks.request(`saunders.${name}.${what}`, act) : act()),
		lead: (what, act) => {
			const stop = new AbortController();
			const { signal } = stop;
			const run = () => act(signal);
			// Given up while it waits for its turn: nobody misses it.
			const turn = locks ? locks.request(`saunders.${name}.${what}`, { signal }, run) : run();
			turn.catch(() => {});
			return () => stop.abort();
		},
		close: () => channel?.close(),
	};
}
