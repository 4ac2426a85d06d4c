import type { Selectable } from 'kysely';
import { type Actor, customersOf, isTheirs } from '#core/access.ts';
import type { Db, Tables, Tx } from '#core/db.ts';
import { problem } from '#core/errors.ts';
import type { EventKind } from '#core/events/define.ts';
import { record } from '#core/events/record.ts';
import { isId } from '#core/ids.ts';
import { now } from '#core/transaction.ts';
import { waitingEnded } from '../events.ts';
import { canArrange, canReadBookings } from '../policy.ts';
import '../tables.ts';
import type { WaitingEnd } from './kinds.ts';

export type WaitingRow = Selectable<Tables['waitlist']>;

/** Somebody else's is as good as none: `not_found`. */
export async function readWaiting(db: Db, actor: Actor, id: string): Promise<WaitingRow> {
	const found = isId(id) ? await called(db, id).executeTakeFirst() : undefined;
	if (!found || !(isTheirs(actor, found.customer_id) || canReadBookings(actor) || canArrange(actor))) throw missing();
	return found;
}

/** For changing. Throws as above, and `forbidden` where it may only be read. */
export async function lockWaiting(tx: Tx, actor: Actor, id: string): Promise<WaitingRow> {
	const found = await readWaiting(tx, actor, id);
	if (!isTheirs(actor, found.customer_id) && !canArrange(actor)) throw problem('forbidden');
	return called(tx, id).forUpdate().executeTakeFirstOrThrow();
}

/** Who waits, whoever waits longest first: of customers their own. */
export async function listWaiting(db: Db, actor: Actor, { limit }: { limit: number }): Promise<WaitingRow[]> {
	const isTeam = canReadBookings(actor) || canArrange(actor);
	const customers = customersOf(actor);
	if (!isTeam && customers.length === 0) return [];
	return db
		.selectFrom('waitlist')
		.selectAll()
		.where('state', '!=', 'ended')
		.$if(!isTeam, (query) => query.where('customer_id', 'in', customers))
		.orderBy('created_at')
		.orderBy('id')
		.limit(limit)
		.execute();
}

/** Writes what changed. */
export const changeWaiting = (tx: Tx, id: string, changes: Partial<WaitingRow>): Promise<unknown> =>
	tx
		.updateTable('waitlist')
		.set({ ...(changes as object), updated_at: now(tx) })
		.where('id', '=', id)
		.execute();

/** Nothing is offered any more. */
export const NO_OFFER = { journey_id: null, visit_id: null, offered_from: null, offer_until: null };

export async function endWaiting(tx: Tx, actor: Actor, entry: WaitingRow, why: WaitingEnd): Promise<void> {
	await changeWaiting(tx, entry.id, { ...NO_OFFER, state: 'ended', ended_by: why });
	await tellWaiting(tx, actor, entry, waitingEnded, { why });
}

export const tellWaiting = <P>(tx: Tx, actor: Actor, entry: WaitingRow, kind: EventKind<P>, payload: P) =>
	record(tx, actor, kind, { subject: entry.id, customer: entry.customer_id, lang: entry.lang, payload });

const called = (db: Db, id: string) => db.selectFrom('waitlist').selectAll().where('id', '=', id);
const missing = () => problem('not_found', { detail: 'Nobody waits under this id.' });
