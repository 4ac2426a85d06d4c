import { sql } from 'kysely';
import { SYSTEM } from '#core/access.ts';
import type { Db } from '#core/db.ts';
import type { Say } from '#core/i18n/say.ts';
import { addressOf } from '#modules/customers/index.ts';
import type { VisitState } from '../kinds.ts';
import { readVisit, titleOf, type Visit } from './list-visits.ts';
import '../tables.ts';

/** A visit as whoever booked it is written to about it: to which address, in which language, what is to be done. */
export type VisitFacts = Visit & { email: string; proven: boolean; written_in: string; title: string };

/** Nothing where they gave no address, or took it away. */
export async function visitFacts(
	db: Db,
	id: string,
	{ say, fallbackLang }: { say: Say; fallbackLang: string },
): Promise<VisitFacts | undefined> {
	const row = await db.selectFrom('visits').select('contact_identity_id').where('id', '=', id).executeTakeFirst();
	const address = row?.contact_identity_id ? await addressOf(db, row.contact_identity_id) : undefined;
	if (!address) return undefined;
	const visit = await readVisit(db, SYSTEM, id);
	const lang = visit.lang ?? fallbackLang;
	const title = titleOf(visit, { say, lang });
	return { ...visit, email: address.value, proven: address.level === 'verified', written_in: lang, title };
}

type Told = { visit: string; version: number; state: VisitState; at: Date };

/** Whether a visit stands as somebody is about to be told, and they still want to hear of it there. */
export async function standsAs(db: Db, { visit, version, state, at }: Told): Promise<boolean> {
	const row = await db
		.selectFrom('visits')
		.select('id')
		.where('id', '=', visit)
		.where('version', '=', version)
		.where('state', '=', state)
		.where('contact_identity_id', 'is not', null)
		.where((eb) => eb.or([eb('state', 'in', ['cancelled', 'done']), eb('window_until', '>', at)]))
		.executeTakeFirst();
	return row !== undefined;
}

const DAY_MS = 86_400_000;

/** Those that begin within a day. What was booked or moved later than a day before is left out: they have just been told. */
export function visitsTomorrow(db: Db, now: Date): Promise<{ id: string; version: number }[]> {
	return db
		.selectFrom('visits')
		.select(['id', 'version'])
		.where('state', '=', 'booked')
		.where('starts_at', '>', now)
		.where('starts_at', '<=', new Date(now.getTime() + DAY_MS))
		.where('contact_identity_id', 'is not', null)
		.where(sql<boolean>`updated_at < starts_at - interval '24 hours'`)
		.execute();
}
