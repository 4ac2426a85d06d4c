import { type Actor, authorise } from '#core/access.ts';
import type { Db, Tx } from '#core/db.ts';
import { problem } from '#core/errors.ts';
import { record } from '#core/events/record.ts';
import { newId } from '#core/ids.ts';
import type { Secrets } from '#core/secrets.ts';
import { contextOf, now } from '#core/transaction.ts';
import { busySourceAdded, busySourceRemoved } from '../events.ts';
import { canArrange } from '../policy.ts';
import { refused } from '../visits/terms.ts';
import '../tables.ts';

/** `fault`: why it could not be read when it was last asked; what it told before still holds. */
export type BusySource = {
	id: string;
	worker_id: string;
	host: string;
	created_at: Date;
	fetched_at: Date | null;
	fault: string | null;
};

export const FETCH_BUSY = 'bookings.fetch_busy';
const MOST_A_WORKER = 5;
const MOST_LISTED = 1_000;

type Adding = { worker_id: string; url: string };

/**
 * Takes in when a worker is busy from a calendar elsewhere, by its secret address, from then on every quarter of an hour. Throws `invalid_input` for nobody,
 * for what is no address on the web, and where there are five already.
 */
export async function addBusySource(
	tx: Tx,
	actor: Actor,
	secrets: Secrets,
	{ worker_id, url }: Adding,
): Promise<{ id: string }> {
	authorise(canArrange(actor), actor);
	// Calendars say `webcal` where they mean the web.
	const address = URL.parse(url.replace(/^webcals?:/i, 'https:'));
	if (!address || !/^https?:$/.test(address.protocol))
		throw refused('url', 'not_an_address', 'This is no address on the web.');
	const worker = await tx.selectFrom('workers').select('id').where('id', '=', worker_id).forNoKeyUpdate().execute();
	if (worker.length === 0) throw refused('worker_id', 'not_found', 'There is no such entry.');
	const others = await tx.selectFrom('busy_sources').select('id').where('worker_id', '=', worker_id).execute();
	if (others.length >= MOST_A_WORKER)
		throw refused('worker_id', 'too_many', `There can be ${MOST_A_WORKER} of them at most.`);
	const id = newId(now(tx));
	const { host } = address;
	await tx
		.insertInto('busy_sources')
		.values({ id, worker_id, host, url_sealed: secrets.seal(address.href), created_at: now(tx) })
		.execute();
	await record(tx, actor, busySourceAdded, { subject: id, payload: { worker_id, host } });
	await contextOf(tx).enqueue(tx, FETCH_BUSY, { source: id });
	return { id };
}

/** Without their addresses, which are their owners' secrets. */
export async function listBusySources(db: Db, actor: Actor): Promise<BusySource[]> {
	authorise(canArrange(actor), actor);
	return db
		.selectFrom('busy_sources')
		.select(['id', 'worker_id', 'host', 'created_at', 'fetched_at', 'fault'])
		.orderBy('id')
		.limit(MOST_LISTED)
		.execute();
}

/** Asks one now instead of when it is its turn. Throws `not_found`. */
export async function askBusySource(tx: Tx, actor: Actor, id: string): Promise<void> {
	authorise(canArrange(actor), actor);
	const found = await tx.selectFrom('busy_sources').select('id').where('id', '=', id).executeTakeFirst();
	if (!found) throw problem('not_found');
	await contextOf(tx).enqueue(tx, FETCH_BUSY, { source: id });
}

/** With it goes all that it told. Throws `not_found`. */
export async function removeBusySource(tx: Tx, actor: Actor, id: string): Promise<void> {
	authorise(canArrange(actor), actor);
	const gone = await tx.deleteFrom('busy_sources').where('id', '=', id).returning('host').executeTakeFirst();
	if (!gone) throw problem('not_found');
	await record(tx, actor, busySourceRemoved, { subject: id, payload: { host: gone.host } });
}
