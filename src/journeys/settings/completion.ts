import { sql } from 'kysely';
import type { Db } from '#core/db.ts';
import type { JourneyState } from '../tables.ts';
import '../tables.ts';

/** Journeys begun in a time: still open, or over, and how many of those were done. */
export type Counted = { begun: number; open: number; done: number; over: number };

/** Not over: the customer or somebody of the team may still finish it. */
const OPEN: readonly JourneyState[] = ['open', 'with_team', 'pending'];
/** What was undone had been done: the service did what it should. */
const DONE: readonly JourneyState[] = ['done', 'undone'];

export const NONE: Counted = { begun: 0, open: 0, done: 0, over: 0 };

type Range = { from: Date; to: Date };
type Filter = Range & { channel?: string | undefined; lang?: string | undefined };

/**
 * How journeys ended that customers began in this time, by service. One that was left alone for hours counts as over, as nobody comes back to most of them; if somebody
 * does, it counts again as open.
 */
export async function completionOf(db: Db, { from, to, channel, lang }: Filter): Promise<Map<string, Counted>> {
	const rows = await counting(db)
		.select('service')
		.where('begun_at', '>=', from)
		.where('begun_at', '<', to)
		.$if(channel !== undefined, (query) => query.where('channel', '=', channel ?? ''))
		.$if(lang !== undefined, (query) => query.where('lang', '=', lang ?? ''))
		.groupBy('service')
		.execute();
	return new Map(rows.map(({ service, ...counts }) => [service, counted(counts)]));
}

type OfVersion = Range & { service: string; version: number | null };

/** The same of one version; null: of those that began as declared. */
export async function completionOfVersion(db: Db, { service, version, from, to }: OfVersion): Promise<Counted> {
	return counted(
		await counting(db)
			.where('service', '=', service)
			.where('settings_version', version === null ? 'is' : '=', version)
			.where('begun_at', '>=', from)
			.where('begun_at', '<', to)
			.executeTakeFirstOrThrow(),
	);
}

const counting = (db: Db) =>
	db
		.selectFrom('journeys')
		.where('proposed', '=', false)
		.select((eb) => [
			eb.fn.countAll().as('begun'),
			eb.fn
				.countAll()
				.filterWhere((where) =>
					where.and([
						where('state', 'in', OPEN),
						where.or([where('state', '<>', 'open'), sql<boolean>`noticed_at is null`]),
					]),
				)
				.as('open'),
			eb.fn.countAll().filterWhere('state', 'in', DONE).as('done'),
		]);

function counted(row: { begun: unknown; open: unknown; done: unknown }): Counted {
	const [begun, open, done] = [Number(row.begun), Number(row.open), Number(row.done)];
	return { begun, open, done, over: begun - open };
}
