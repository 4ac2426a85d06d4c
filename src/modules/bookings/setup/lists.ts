import { type Actor, authorise } from '#core/access.ts';
import type { Db } from '#core/db.ts';
import { MOST_ROWS } from '../kinds.ts';
import { canArrange, canReadBookings, canSetOffer } from '../policy.ts';
import '../tables.ts';
import type { VisitType } from '../visits/terms.ts';

/** Whoever may change them sees them as well. */
function authoriseReader(actor: Actor): void {
	authorise(canReadBookings(actor) || canArrange(actor) || canSetOffer(actor), actor);
}

export async function listPlaces(db: Db, actor: Actor) {
	authoriseReader(actor);
	return db.selectFrom('places').selectAll().orderBy('id').limit(MOST_ROWS).execute();
}

export async function listCrews(db: Db, actor: Actor) {
	authoriseReader(actor);
	return db.selectFrom('crews').selectAll().orderBy('id').limit(MOST_ROWS).execute();
}

export async function listWorkers(db: Db, actor: Actor) {
	authoriseReader(actor);
	return db.selectFrom('workers').selectAll().orderBy('id').limit(MOST_ROWS).execute();
}

export async function listResources(db: Db, actor: Actor) {
	authoriseReader(actor);
	return db.selectFrom('resources').selectAll().orderBy('kind').orderBy('id').limit(MOST_ROWS).execute();
}

export async function listVisitTypes(db: Db, actor: Actor): Promise<VisitType[]> {
	authoriseReader(actor);
	return visitTypes(db).execute();
}

/** What anybody may book. */
export async function offeredVisitTypes(db: Db): Promise<VisitType[]> {
	return visitTypes(db).where('active', '=', true).execute();
}

const visitTypes = (db: Db) =>
	db.selectFrom('visit_types').selectAll().orderBy('position').orderBy('id').limit(MOST_ROWS);
