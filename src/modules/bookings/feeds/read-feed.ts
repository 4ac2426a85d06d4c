import { SYSTEM } from '#core/access.ts';
import { writeCalendar } from '#core/calendar/write-ics.ts';
import type { Db } from '#core/db.ts';
import type { Say } from '#core/i18n/say.ts';
import { tokenHash } from '#core/ids.ts';
import { inWords } from '#journeys/wording.ts';
import { type PlannedVisit, visitsBetween } from '../reading/list-visits.ts';
import '../tables.ts';

type Looking = { token: string; now: Date; say: Say; lang: string };

const DAYS_MS = 90 * 86_400_000;
const MOST = 5_000;

/** The calendar file that somebody's token leads to, ninety days back and ahead; nothing for one that is unknown or was revoked. */
export async function readFeed(db: Db, { token, now, say, lang }: Looking): Promise<string | undefined> {
	const feed = await db
		.selectFrom('calendar_feeds')
		.select(['worker_id', 'crew_id'])
		.where('token_hash', '=', tokenHash(token))
		.executeTakeFirst();
	if (!feed) return undefined;
	const visits = await visitsBetween(db, SYSTEM, {
		from: new Date(now.getTime() - DAYS_MS),
		until: new Date(now.getTime() + DAYS_MS),
		worker: feed.worker_id ?? undefined,
		crew: feed.crew_id ?? undefined,
		limit: MOST,
	});
	return writeCalendar(visits.map((visit) => entryOf(visit, { say, lang })));
}

/** What whoever drives there needs; how to write to the customer is not among it. */
function entryOf(visit: PlannedVisit, { say, lang }: Pick<Looking, 'say' | 'lang'>) {
	const { id, version, updated_at, starts_at, ends_at, items, workers, address, code, note } = visit;
	const title = items.map(({ names }) => inWords(say, { words: names }, lang)).join(' + ');
	const [line = ''] = note.split('\n');
	return {
		uid: `visit-${id}@saunders`,
		sequence: version,
		stamp: updated_at,
		starts_at,
		ends_at,
		summary: title,
		location: address,
		description: [code, workers.map(({ name }) => name).join(', '), line].filter(Boolean).join('\n'),
	};
}
