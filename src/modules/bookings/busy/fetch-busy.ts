import { sql } from 'kysely';
import type { Db, Tx } from '#core/db.ts';
import { newId } from '#core/ids.ts';
import type { JobKind } from '#core/jobs.ts';
import { FetchFault, fetchSafely } from '#core/net/fetch-safely.ts';
import type { Secrets } from '#core/secrets.ts';
import { contextOf, now, type Transact } from '#core/transaction.ts';
import { LONGEST_SEARCH_DAYS } from '../kinds.ts';
import '../tables.ts';
import { FETCH_BUSY } from './keep-sources.ts';
import { readBusy, type Span } from './read-busy.ts';

type Parts = {
	database: { db: Db };
	transact: Transact;
	secrets: Secrets;
	config: { FETCH_PRIVATE_HOSTS: readonly string[] };
	clock: () => Date;
};

const DAY_MS = 86_400_000;
const TERMS = { mostBytes: 2 * 1024 * 1024, mostMs: 10_000 };
/** How far ahead is looked: as far as anybody may book, and a search beyond. */
const AHEAD_MS = 365 * DAY_MS + LONGEST_SEARCH_DAYS * DAY_MS;
const MOST_SPANS = 5_000;

/** One that fails is asked again when it is its turn. */
export const fetchBusyJob = (parts: Parts): JobKind<{ source: string }> => ({
	name: FETCH_BUSY,
	retries: 0,
	handle: ({ source }) => fetchBusy(parts, source),
});

/** Each of them a job of its own, so that a slow one keeps nobody waiting. */
export const sweepBusyJob = ({ transact }: Parts): JobKind<object> => ({
	name: 'bookings.sweep_busy',
	retries: 0,
	every: '*/15 * * * *',
	handle: () =>
		transact(async (tx) => {
			const sources = await tx.selectFrom('busy_sources').select('id').orderBy('id').execute();
			for (const { id } of sources) await contextOf(tx).enqueue(tx, FETCH_BUSY, { source: id });
		}),
});

/** Asks one calendar when its owner is busy, and notes that in place of what it told before. Where it fails only that is noted. */
export async function fetchBusy(parts: Parts, id: string): Promise<void> {
	const source = await parts.database.db
		.selectFrom('busy_sources as s')
		.innerJoin('workers as w', 'w.id', 's.worker_id')
		.select(['s.url_sealed', 'w.zone'])
		.where('s.id', '=', id)
		.executeTakeFirst();
	if (!source) return;
	const told = await ask(parts, source).catch((error: unknown) => faultOf(error));
	await parts.transact((tx) => note(tx, id, told));
}

async function ask({ secrets, config, clock }: Parts, source: { url_sealed: string; zone: string }): Promise<Span[]> {
	const privateHosts = config.FETCH_PRIVATE_HOSTS;
	const ics = await fetchSafely(secrets.open(source.url_sealed), { ...TERMS, privateHosts });
	const from = clock().getTime() - DAY_MS;
	const busy = readCalendar(ics, { from, until: from + AHEAD_MS, zone: source.zone });
	return busy.slice(0, MOST_SPANS);
}

function readCalendar(...args: Parameters<typeof readBusy>): Span[] {
	try {
		return readBusy(...args);
	} catch {
		throw Object.assign(new Error('This is no calendar.'), { code: 'no_calendar' });
	}
}

const faultOf = (error: unknown): string => {
	const { code } = error as { code?: string };
	if (error instanceof FetchFault || code === 'no_calendar') return code ?? '';
	throw error;
};

async function note(tx: Tx, id: string, told: Span[] | string): Promise<void> {
	const source = await tx
		.selectFrom('busy_sources')
		.select('worker_id')
		.where('id', '=', id)
		.forUpdate()
		.executeTakeFirst();
	if (!source) return;
	const isFault = typeof told === 'string';
	await tx
		.updateTable('busy_sources')
		.set(isFault ? { fault: told } : { fault: null, fetched_at: now(tx) })
		.where('id', '=', id)
		.execute();
	if (isFault) return;
	await tx.deleteFrom('busy_times').where('source_id', '=', id).execute();
	if (told.length > 0) await insert(tx, { ...source, source_id: id }, told);
}

async function insert(tx: Tx, of: { worker_id: string; source_id: string }, spans: readonly Span[]): Promise<void> {
	const rows = spans.map(({ from, until }) => ({
		...of,
		id: newId(now(tx)),
		span: sql<string>`tstzrange(${new Date(from)}, ${new Date(until)})`,
		source: 'calendar',
	}));
	for (let i = 0; i < rows.length; i += ROWS_AT_ONCE)
		await tx
			.insertInto('busy_times')
			.values(rows.slice(i, i + ROWS_AT_ONCE))
			.execute();
}

const ROWS_AT_ONCE = 500;
