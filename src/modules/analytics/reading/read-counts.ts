import { sql } from 'kysely';
import { type Actor, authorise } from '#core/access.ts';
import type { Db } from '#core/db.ts';
import { canReadInsights } from '../policy.ts';
import { everyDay, type Range, within } from './range.ts';
import '../tables.ts';

/** What is counted of questions: how they ended, whether it helped, and after what people wrote to the team. */
export const MEASURES = [
	'answer',
	'choices',
	'service',
	'unsure',
	'solved',
	'unsolved',
	'opened_answer',
	'opened_choices',
	'opened_service',
	'opened_unsure',
	'opened_article',
	'opened_nothing',
] as const;
export type Measure = (typeof MEASURES)[number];
export type Counts = Record<Measure, number>;

type Row = { key: string; measure: Measure; count: number };

/** For every day of the range, also those without anything. */
export async function countsByDay(db: Db, actor: Actor, range: Range): Promise<(Counts & { day: string })[]> {
	const found = await countsBy(db, actor, range, 'day');
	return everyDay(range).map((day) => ({ day, ...(found.get(day) ?? nothing()) }));
}

/** By language or channel, the one with the most questions first. */
export async function countsByPart(
	db: Db,
	actor: Actor,
	range: Range,
	part: 'lang' | 'channel',
): Promise<(Counts & { key: string })[]> {
	const found = await countsBy(db, actor, range, part);
	return [...found].map(([key, counts]) => ({ key, ...counts })).toSorted((a, b) => asked(b) - asked(a));
}

/** The languages and channels to choose from on these days, whichever are chosen. */
export async function partsOf(
	db: Db,
	actor: Actor,
	{ from, to }: Range,
): Promise<{ langs: string[]; channels: string[] }> {
	const [langs, channels] = await Promise.all([
		countsByPart(db, actor, { from, to }, 'lang'),
		countsByPart(db, actor, { from, to }, 'channel'),
	]);
	return { langs: langs.map(({ key }) => key), channels: channels.map(({ key }) => key) };
}

export const asked = ({ answer, choices, service, unsure }: Counts): number => answer + choices + service + unsure;

/** The sums over all days. */
export function totalOf(days: readonly Counts[]): Counts {
	const total = nothing();
	for (const day of days) for (const measure of MEASURES) total[measure] += day[measure];
	return total;
}

async function countsBy(db: Db, actor: Actor, range: Range, part: 'day' | 'lang' | 'channel') {
	authorise(canReadInsights(actor), actor);
	const { rows } = await sql<Row>`
		select ${sql.ref(part)}::text as key, measure, sum(count)::int as count from daily_counts
		where ${within(range)} group by 1, 2`.execute(db);
	const found = new Map<string, Counts>();
	for (const { key, measure, count } of rows) {
		const counts = found.get(key) ?? nothing();
		counts[measure] = count;
		found.set(key, counts);
	}
	return found;
}

const nothing = (): Counts => Object.fromEntries(MEASURES.map((measure) => [measure, 0])) as Counts;
