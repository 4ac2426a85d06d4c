import { randomUUID } from 'node:crypto';
import type { Pool } from 'pg';
import type { Tx } from './db.ts';
import type { Ear } from './ear.ts';
import { afterCommit } from './transaction.ts';

type Hint = { topic: string; id: string; data?: unknown };
type Watcher = (id: string, data: unknown) => void;

/** Passing things for whoever looks on right now, in all processes: nothing of it is kept, and nobody may rely on hearing it. */
export type Live = {
	/** `data` says all there is to say (somebody types); without it the thing itself has changed and is to be read again. */
	tell(topic: string, id: string, data?: unknown): void;
	/** Answers how to stop. `missed` is called when hints of other processes may have been lost. */
	watch(topic: string, heard: Watcher, missed?: () => void): () => void;
	close(): Promise<void>;
};

const CHANNEL = 'saunders_live';
const GATHER_MS = 8;
/** PostgreSQL takes less than 8,000 bytes. */
const LONGEST = 7_000;

/**
 * In this process at once; to the others by NOTIFY, many hints in one, and never within a transaction: whoever notifies in one waits at its commit for
 * every other that does.
 */
export function openLive(pool: Pool, ear: Ear): Live {
	const me = randomUUID();
	const watchers = new Map<string, Set<Watcher>>();
	const missing = new Set<() => void>();
	let gathered: Hint[] = [];
	let timer: NodeJS.Timeout | undefined;

	const hand = ({ topic, id, data }: Hint) => {
		for (const heard of watchers.get(topic) ?? []) heard(id, data);
	};
	const pass = () => {
		timer = undefined;
		const hints = gathered;
		gathered = [];
		for (const part of inParts(hints))
			pool.query('select pg_notify($1, $2)', [CHANNEL, `${me} ${part}`]).catch(() => {});
	};
	ear.listen({
		channel: CHANNEL,
		heard: (payload) => {
			const [from, hints] = [payload.slice(0, me.length), payload.slice(me.length + 1)];
			if (from !== me) for (const hint of JSON.parse(hints) as Hint[]) hand(hint);
		},
		missed: () => {
			for (const missed of missing) missed();
		},
	});
	return {
		tell: (topic, id, data) => {
			const hint = { topic, id, ...(data !== undefined && { data }) };
			hand(hint);
			gathered.push(hint);
			timer ??= setTimeout(pass, GATHER_MS);
		},
		watch: (topic, heard, missed) => {
			const all = watchers.get(topic) ?? new Set();
			watchers.set(topic, all.add(heard));
			if (missed) missing.add(missed);
			return () => {
				all.delete(heard);
				if (missed) missing.delete(missed);
			};
		},
		close: async () => clearTimeout(timer),
	};
}

/** Each as JSON, as many hints in one as fit. What alone is too long reaches only this process. */
function inParts(hints: readonly Hint[]): string[] {
	const parts: string[][] = [[]];
	let length = 0;
	for (const hint of hints) {
		const text = JSON.stringify(hint);
		const size = Buffer.byteLength(text) + 1;
		if (size > LONGEST) continue;
		if (length + size > LONGEST) {
			parts.push([]);
			length = 0;
		}
		parts.at(-1)?.push(text);
		length += size;
	}
	return parts.filter((part) => part.length > 0).map((part) => `[${part.join(',')}]`);
}

/** As `Live.tell`, once the change is committed. */
export function tellAfter(tx: Tx, topic: string, id: string, data?: unknown): void {
	afterCommit(tx, ({ live }) => live?.tell(topic, id, data));
}
