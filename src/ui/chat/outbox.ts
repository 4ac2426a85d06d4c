import type { FileFacts } from './shapes.ts';

/** What was written here and is not yet known to have arrived. */
export type Pending = {
	client_id: string;
	text: string;
	attachments: FileFacts[];
	at: string;
	/** Refused for good: it waits for whoever wrote it. */
	failed?: string;
};

export type Store = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

/** Kept in the browser, so that neither a lost network nor a closed page loses a word. Every tab reads the same list. */
export function outbox(store: Store, place: () => string) {
	const key = () => `saunders.outbox.${place()}`;
	const read = (): Pending[] => {
		try {
			return JSON.parse(store.getItem(key()) ?? '[]') as Pending[];
		} catch {
			return [];
		}
	};
	const write = (items: Pending[]) => {
		if (items.length > 0) store.setItem(key(), JSON.stringify(items));
		else store.removeItem(key());
	};
	return {
		all: read,
		add: (item: Pending) => write([...read(), item]),
		remove: (client_id: string) => write(read().filter((item) => item.client_id !== client_id)),
		change: (client_id: string, change: Partial<Pending>) =>
			write(read().map((item) => (item.client_id === client_id ? { ...item, ...change } : item))),
		/** When a conversation gets its name, what waited for it goes there. */
		move: (into: () => void) => {
			const items = read();
			write([]);
			into();
			write([...read(), ...items]);
		},
	};
}

/** Storage that a browser may refuse to a frame: then the page itself remembers. */
export function safeStore(wanted: () => Store): Store {
	const own = new Map<string, string>();
	const real = attempt(wanted);
	return {
		getItem: (key) => own.get(key) ?? attempt(() => real?.getItem(key)) ?? null,
		setItem: (key, value) => {
			own.delete(key);
			if (attempt(() => (real?.setItem(key, value), real)) === undefined) own.set(key, value);
		},
		removeItem: (key) => {
			own.delete(key);
			attempt(() => real?.removeItem(key));
		},
	};
}

function attempt<T>(act: () => T): T | undefined {
	try {
		return act();
	} catch {
		return undefined;
	}
}
