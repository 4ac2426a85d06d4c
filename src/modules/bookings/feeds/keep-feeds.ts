import { type Actor, authorise } from '#core/access.ts';
import type { Db, Tx } from '#core/db.ts';
import { problem } from '#core/errors.ts';
import { record } from '#core/events/record.ts';
import { newId, newToken, tokenHash } from '#core/ids.ts';
import { now } from '#core/transaction.ts';
import { feedMade, feedRevoked } from '../events.ts';
import { canArrange } from '../policy.ts';
import { refused } from '../visits/terms.ts';
import '../tables.ts';

/** Whose visits it holds: of one worker, or of everybody in a crew. */
export type FeedOf = { worker_id: string; crew_id?: undefined } | { crew_id: string; worker_id?: undefined };

const MOST_FEEDS = 10;

/** Makes an address for somebody's own calendar; its token is told this once. Throws `invalid_input` for nobody, and where there are ten already. */
export async function makeFeed(tx: Tx, actor: Actor, of: FeedOf): Promise<{ id: string; token: string }> {
	authorise(canArrange(actor), actor);
	const [table, path, owner] = of.worker_id
		? (['workers', 'worker_id', of.worker_id] as const)
		: (['crews', 'crew_id', of.crew_id ?? ''] as const);
	// Of two made at once the second counts the first.
	const found = await tx.selectFrom(table).select('id').where('id', '=', owner).forNoKeyUpdate().executeTakeFirst();
	if (!found) throw refused(path, 'not_found', 'There is no such entry.');
	const feeds = await tx.selectFrom('calendar_feeds').select('id').where(path, '=', owner).execute();
	if (feeds.length >= MOST_FEEDS) throw refused(path, 'too_many', `There can be ${MOST_FEEDS} of them at most.`);
	const [id, token] = [newId(now(tx)), newToken('cal')];
	await tx
		.insertInto('calendar_feeds')
		.values({ id, worker_id: null, crew_id: null, [path]: owner, token_hash: tokenHash(token), created_at: now(tx) })
		.execute();
	await record(tx, actor, feedMade, { subject: id, payload: { [path]: owner } });
	return { id, token };
}

/** Without their tokens, which nobody knows but those they were given to. */
export async function listFeeds(db: Db, actor: Actor) {
	authorise(canArrange(actor), actor);
	return db
		.selectFrom('calendar_feeds')
		.select(['id', 'worker_id', 'crew_id', 'created_at'])
		.orderBy('id')
		.limit(MOST_LISTED)
		.execute();
}

const MOST_LISTED = 1_000;

/** From then on the address leads nowhere. Throws `not_found`. */
export async function revokeFeed(tx: Tx, actor: Actor, id: string): Promise<void> {
	authorise(canArrange(actor), actor);
	const { numDeletedRows } = await tx.deleteFrom('calendar_feeds').where('id', '=', id).executeTakeFirst();
	if (numDeletedRows === 0n) throw problem('not_found');
	await record(tx, actor, feedRevoked, { subject: id, payload: {} });
}
