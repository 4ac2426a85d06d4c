import { type Actor, authorise } from '#core/access.ts';
import type { Tx } from '#core/db.ts';
import { problem } from '#core/errors.ts';
import { record } from '#core/events/record.ts';
import { newId } from '#core/ids.ts';
import { inSavepoint, now } from '#core/transaction.ts';
import { visitHeld } from '../events.ts';
import { HOLD_MINUTES, MOST_HELD, type Site, type Terms } from '../kinds.ts';
import { canArrange, canBookFor } from '../policy.ts';
import { gridOf } from '../time/grid.ts';
import { newCode } from './code.ts';
import { occupy } from './occupy.ts';
import { timesAt, within } from './open-slots.ts';
import { offeredTypes, peopleFor, refused, termsOf, type VisitType } from './terms.ts';

export type VisitWish = {
	/** Ids of visit types, done one after the other. */
	types: readonly string[];
	starts_at: Date;
	people?: number | undefined;
	at: Site;
	note?: string | undefined;
	lang?: string | undefined;
	channel?: string | undefined;
	/** Whom it is for, where somebody on the team asks; a customer asks for themselves. */
	customer?: string | undefined;
	/** Who shall come: for the team to say. */
	workers?: readonly string[] | undefined;
};

export type Held = { id: string; code: string; held_until: Date; starts_at: Date; ends_at: Date; terms: Terms };

/**
 * Keeps a time for ten minutes. Throws `conflict`, with the next free times as `current.slots`, where it is taken; `invalid_input` for what is not offered.
 * Nothing of it stays when it fails, so the caller's transaction can go on.
 */
export const holdVisit = (tx: Tx, actor: Actor, wish: VisitWish): Promise<Held> =>
	inSavepoint(tx, () => hold(tx, actor, wish));

/** As `holdVisit`, for whoever undoes what stays when it fails. */
export async function hold(tx: Tx, actor: Actor, wish: VisitWish): Promise<Held> {
	const customer = wish.customer ?? (actor.kind === 'customer' ? actor.id : '');
	authorise(actor.id !== '' && canBookFor(actor, customer) && (!wish.workers || canArrange(actor)), actor);
	if (customer === '') throw refused('customer_id', 'missing', 'Say whom the visit is for.');
	const types = await offeredTypes(tx, wish.types, wish.people);
	const terms = termsOf(types);
	if (!canArrange(actor)) requireOffered(tx, terms, wish);
	await giveUpOldest(tx, customer);
	const held = await insertHeld(tx, { wish, customer, types, terms });
	await occupy(tx, {
		visit: held.id,
		customer,
		terms,
		people: held.people,
		site: wish.at,
		starts_at: wish.starts_at,
		workers: wish.workers,
	});
	const { starts_at, ends_at, held_until } = held;
	await record(tx, actor, visitHeld, {
		subject: held.id,
		customer,
		...(wish.channel && { channel: wish.channel }),
		...(wish.lang && { lang: wish.lang }),
		payload: {
			starts_at: starts_at.toISOString(),
			ends_at: ends_at.toISOString(),
			held_until: held_until.toISOString(),
		},
	});
	return held;
}

/** What no search would have offered. The team is not bound by it. */
export function requireOffered(tx: Tx, terms: Terms, { starts_at, at }: { starts_at: Date; at: Site }): void {
	const { from, until } = within(terms, { from: starts_at, until: starts_at, now: now(tx) });
	if (from > starts_at) throw refused('starts_at', 'too_soon', 'This is too soon.');
	if (until < starts_at) throw refused('starts_at', 'too_late', 'This is too far ahead.');
	const isOnGrid = gridOf(at.zone, terms.step, starts_at.getTime(), starts_at.getTime()).length > 0;
	if (!isOnGrid) throw refused('starts_at', 'not_offered', 'This time is not offered.');
}

/** Whoever tries one time after the other must not keep them all from others. */
async function giveUpOldest(tx: Tx, customer: string): Promise<void> {
	const held = await tx
		.selectFrom('visits')
		.select('id')
		.where('customer_id', '=', customer)
		.where('state', '=', 'held')
		.where('held_until', '>', now(tx))
		.where('offered', '=', false)
		.orderBy('id', 'desc')
		.offset(MOST_HELD - 1)
		.execute();
	for (const { id } of held) await tx.deleteFrom('visits').where('id', '=', id).where('state', '=', 'held').execute();
}

type Holding = { wish: VisitWish; customer: string; types: readonly VisitType[]; terms: Terms };

async function insertHeld(tx: Tx, { wish, customer, types, terms }: Holding) {
	const people = wish.workers?.length ?? peopleFor(types, wish.people);
	if (people === 0) throw problem('invalid_input', { detail: 'Somebody must come.' });
	const made = now(tx);
	const id = newId(made);
	const { lat, lon, address, zone } = wish.at;
	const held = {
		id,
		code: newCode(),
		held_until: new Date(made.getTime() + HOLD_MINUTES * 60_000),
		...timesAt(terms, wish.starts_at),
	};
	const where = {
		address,
		lat,
		lon,
		zone,
		people,
		note: wish.note ?? '',
		lang: wish.lang ?? null,
		channel: wish.channel ?? null,
	};
	await tx
		.insertInto('visits')
		.values({
			...held,
			...where,
			customer_id: customer,
			state: 'held',
			terms: JSON.stringify(terms),
			created_at: made,
			updated_at: made,
		})
		.execute();
	await tx
		.insertInto('visit_items')
		.values(
			types.map(({ id: visit_type_id, minutes }, position) => ({ visit_id: id, position, visit_type_id, minutes })),
		)
		.execute();
	return { ...held, people, terms };
}
