import { sql } from 'kysely';
import { type Actor, authorise } from '#core/access.ts';
import type { Db } from '#core/db.ts';
import { canReadInsights } from '../policy.ts';
import type { Range } from '../reading/range.ts';
import '../tables.ts';
import { instants, narrowed } from './within.ts';

/** What came in one hour of one weekday, 1 to 7 from Monday, over the whole range. */
export type Load = { weekday: number; hour: number; messages: number; handed: number };
export type LoadOfLang = { lang: string; messages: number; handed: number };

type Asked = { range: Range; zone: string };

/** When customers write and are handed over, by the clock of the business; hours without any are missing. */
export async function readLoad(
	db: Db,
	actor: Actor,
	{ range, zone }: Asked,
): Promise<{ hours: Load[]; langs: LoadOfLang[] }> {
	authorise(canReadInsights(actor), actor);
	const within = sql`${instants('at', range, zone)} and ${narrowed(range)}`;
	const sums = sql`sum(messages)::int as messages, sum(handed)::int as handed`;
	const [hours, langs] = await Promise.all([
		sql<Load>`
			select extract(isodow from at at time zone ${zone})::int as weekday, extract(hour from at at time zone ${zone})::int as hour, ${sums}
			from quarterly_load where ${within} group by 1, 2 order by 1, 2`.execute(db),
		sql<LoadOfLang>`select lang, ${sums} from quarterly_load where ${within} group by 1 order by 2 desc, 1`.execute(db),
	]);
	return { hours: hours.rows, langs: langs.rows };
}
