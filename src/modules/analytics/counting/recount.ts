import { sql } from 'kysely';
import type { Db, Tables, Tx } from '#core/db.ts';
import { lockCursor } from '#core/events/read.ts';
import type { Retention } from '#core/events/forget-old.ts';
import { addDays, dayIn } from '#core/days.ts';
import { LOOKS_BACK_DAYS, SIGNS } from '../matters/judge.ts';
import { settleDays, type Settler } from '../matters/settle-days.ts';
import { retellStories } from '../stories/retell.ts';
import { TOLD } from '../stories/tell.ts';
import { COUNTED, countFacts, LEADS_BACK_DAYS } from './count-facts.ts';
import { countByDay } from './roll.ts';
import { spanOfFacts } from './span-of-facts.ts';
import { zoneOf } from './zone-of.ts';

export type RecountStep = { what: 'counting' | 'judging'; done: number; total: number };

export type Recounting = {
	/** Hears after every month that is counted, and after every day that is judged. */
	onProgress?: ((step: RecountStep) => void) | undefined;
	/** Until all is counted nothing has changed; days that are not judged by then are judged within the hour. */
	signal?: AbortSignal | undefined;
};

/**
 * Counts all days anew from the facts, as far as the roll had come, and judges their matters anew. Whoever reads meanwhile reads the figures of
 * before; the roll waits and goes on from there. Days of which facts may be forgotten by now keep their figures.
 */
export async function recount(app: Settler, retention: Retention, recounting: Recounting = {}): Promise<void> {
	await countAll(app, retention, recounting);
	await settleDays(app, recounting);
}

/** In one transaction, a month at a time: what a statement sorts and joins stays small, and whoever waits sees how far it is. */
const countAll = ({ transact, clock }: Settler, retention: Retention, { onProgress, signal }: Recounting) =>
	transact(async (tx) => {
		const cursor = await lockCursor(tx, countByDay.name);
		const zone = await zoneOf(tx);
		const names = COUNTED.map(({ name }) => name);
		const today = dayIn(zone, clock());
		const since = firstWhole(retention, today, { names, days: LEADS_BACK_DAYS });
		await forgetCounts(tx, since);
		await forgetMatters(tx, firstWhole(retention, today, { names: SIGNS, days: LOOKS_BACK_DAYS }));
		await retellStories(tx, firstWhole(retention, today, { names: TOLD.map(({ name }) => name), days: 0 }));
		const months = await monthsOf(tx);
		for (const [i, month] of months.entries()) {
			signal?.throwIfAborted();
			const facts = sql`
				select * from events where name = any(${names}) and (xid, id) <= (${cursor.xid}::xid8, ${cursor.id}::uuid)
				and at >= ${month}::timestamptz and at < ${months[i + 1] ?? 'infinity'}::timestamptz
				and at >= ${since}::date::timestamp at time zone ${zone}`;
			await countFacts(tx, { facts, zone, since });
			onProgress?.({ what: 'counting', done: i + 1, total: months.length });
		}
		await sql`insert into counted_by (time_zone) values (${zone}) on conflict (one) do update set time_zone = excluded.time_zone`.execute(
			tx,
		);
	});

/** The first day of which no such fact is forgotten, nor those of as many days before, to which they lead back. */
function firstWhole(retention: Retention, today: string, { names, days }: { names: readonly string[]; days: number }) {
	const kept = names.flatMap((name) => retention[name] ?? []);
	return kept.length > 0 ? addDays(today, 1 + days - Math.min(...kept)) : '-infinity';
}

const forgetMatters = (tx: Tx, since: string) => deleteSince(tx, ['daily_matters', 'settled_days'], since);

async function forgetCounts(tx: Tx, since: string): Promise<void> {
	await deleteSince(tx, ['daily_counts', 'daily_articles'], since);
	const month = sql`date_trunc('month', ${since}::timestamp)::date`;
	await sql`delete from monthly_articles where day >= ${month}`.execute(tx);
	// Of the first month the days before are left as they are.
	await sql`
		insert into monthly_articles (day, article_id, lang, channel, led, solved, unsolved, opened)
		select ${month}, article_id, lang, channel, sum(led), sum(solved), sum(unsolved), sum(opened)
		from daily_articles where day >= ${month} group by article_id, lang, channel`.execute(tx);
}

async function deleteSince(tx: Tx, tables: readonly (keyof Tables)[], since: string): Promise<void> {
	for (const table of tables) await sql`delete from ${sql.table(table)} where day >= ${since}::date`.execute(tx);
}

/** The beginnings of all months from the first fact to the last, as facts are partitioned. */
async function monthsOf(db: Db): Promise<Date[]> {
	const span = await spanOfFacts(db);
	if (!span) return [];
	const { first, last } = span;
	const count = (last.getUTCFullYear() - first.getUTCFullYear()) * 12 + last.getUTCMonth() - first.getUTCMonth() + 1;
	return Array.from({ length: count }, (_, i) => new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + i)));
}
