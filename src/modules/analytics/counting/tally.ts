import { uiLang } from '#core/i18n/say.ts';
import { memoryLimiter } from '#core/limits.ts';
import type { Log } from '#core/log.ts';
import type { Settings } from '#core/settings.ts';
import type { Clock } from '#core/time.ts';
import type { Transact } from '#core/transaction.ts';
import { dayIn } from '#core/days.ts';
import { timeZone } from '#core/zone.ts';
import { writeSearches, writeViews } from './write-tally.ts';
import { keptWords } from './kept-words.ts';

/** A text was read: down to which quarter of it, and how long it was in sight: under ten seconds, under one minute, under three, or longer (1 to 4). */
export type View = { translation_id: string; quarter: number; time: number };
export type Search = { words: string; lang: string; channel: string; found: number };

export type ViewRow = { day: string; translation_id: string; views: number; quarters: number[]; times: number[] };
export type SearchRow = { day: string; lang: string; channel: string; words: string | null; searches: number };

export type Tally = {
	/** `address` is only looked at to count nobody too often. */
	view(view: View, address: string): void;
	search(search: Search, address: string): void;
	/** Writes what was counted since the last time; resolves when it is stored. */
	flush(): Promise<void>;
	close(): Promise<void>;
};

type TallyApp = { transact: Transact; settings: Settings; clock: Clock; log: Log };

const FLUSH_MS = 5_000;
/** Of each kind, between two writes: what comes after is not counted. */
const MOST_KEPT = 5_000;
/** Nobody reads or searches faster for long; a program that does is counted as far as a person could go. */
const A_MINUTE = { name: 'tally', count: 60, seconds: 60 };

/** Counts what readers do, in memory, and adds it to the days every few seconds: a page that many read costs a few rows a day and no write of its own. */
export function openTally({ transact, settings, clock, log }: TallyApp): Tally {
	const isPatient = memoryLimiter(A_MINUTE);
	let views = new Map<string, ViewRow>();
	let searches = new Map<string, SearchRow>();
	const today = () => dayIn(settings.get(timeZone), clock());
	const write = async () => {
		if (views.size + searches.size === 0) return;
		const [seen, sought] = [[...views.values()], [...searches.values()]];
		views = new Map();
		searches = new Map();
		await transact(async (tx) => {
			await writeViews(tx, seen);
			await writeSearches(tx, sought);
		});
	};
	let writing = Promise.resolve();
	const flush = () => (writing = writing.catch(() => {}).then(write));
	const timer = setInterval(() => {
		flush().catch((error: Error) => log.warn({ err: error.message }, 'counts of reading lost'));
	}, FLUSH_MS);
	timer.unref();
	return {
		view: ({ translation_id, quarter, time }, address) => {
			if (!isPatient(address)) return;
			const day = today();
			const row = kept(views, `${day} ${translation_id}`, () => ({
				day,
				translation_id,
				views: 0,
				quarters: [0, 0, 0, 0],
				times: [0, 0, 0, 0],
			}));
			if (!row) return;
			row.views++;
			row.quarters[quarter - 1] = (row.quarters[quarter - 1] ?? 0) + 1;
			row.times[time - 1] = (row.times[time - 1] ?? 0) + 1;
		},
		search: ({ words, channel, found, ...asked }, address) => {
			if (words.trim() === '' || !isPatient(address)) return;
			const day = today();
			// One of a few: a caller may name any language there could be.
			const lang = uiLang(asked.lang);
			const vain = found === 0 ? keptWords(words) : null;
			const row = kept(searches, JSON.stringify([day, lang, channel, vain]), () => ({
				day,
				lang,
				channel,
				words: vain,
				searches: 0,
			}));
			if (row) row.searches++;
		},
		flush,
		close: async () => {
			clearInterval(timer);
			await flush().catch((error: Error) => log.warn({ err: error.message }, 'counts of reading lost'));
		},
	};
}

function kept<Row>(rows: Map<string, Row>, key: string, make: () => Row): Row | undefined {
	const row = rows.get(key);
	if (row || rows.size >= MOST_KEPT) return row;
	const made = make();
	rows.set(key, made);
	return made;
}
