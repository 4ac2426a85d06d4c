import type { FileFacts } from './shapes.ts';
import type { Talk } from './talk.ts';

/** The server takes no more. */
const LARGEST_BYTES = 50 * 1024 * 1024;

type Upload = {
	key: number;
	name: string;
	/** 0..1; done when the server named it. */
	part: number;
	facts?: FileFacts;
	fault?: 'chat_file_failed' | 'chat_file_large';
	stop(): void;
};

/** The files that go with the next message. */
export function uploads() {
	let items = $state<Upload[]>([]);
	let next = 0;
	const change = (key: number, changed: Partial<Upload>) => {
		items = items.map((item) => (item.key === key ? { ...item, ...changed } : item));
	};
	const start = async (talk: Talk, key: number, file: File, signal: AbortSignal) => {
		try {
			const facts = await talk.upload(file, (part) => change(key, { part }), signal);
			change(key, { part: 1, facts: { ...facts, url: '' } });
		} catch {
			change(key, { fault: 'chat_file_failed' });
		}
	};
	return {
		get items() {
			return items;
		},
		get isBusy() {
			return items.some(({ facts, fault }) => !facts && !fault);
		},
		add: (talk: Talk, files: Iterable<File>) => {
			for (const file of files) {
				const key = next++;
				const stop = new AbortController();
				const isLarge = file.size > LARGEST_BYTES;
				const item = { key, name: file.name, part: 0, stop: () => stop.abort() };
				items = [...items, isLarge ? { ...item, fault: 'chat_file_large' } : item];
				if (!isLarge) void start(talk, key, file, stop.signal);
			}
		},
		remove: (key: number) => {
			items.find((item) => item.key === key)?.stop();
			items = items.filter((item) => item.key !== key);
		},
		/** What has arrived, to be sent along. */
		take: (): FileFacts[] => {
			const done = items.flatMap(({ facts }) => facts ?? []);
			items = [];
			return done;
		},
	};
}
