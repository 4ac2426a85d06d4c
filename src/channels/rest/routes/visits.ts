import { z } from 'zod';
import { hasScope } from '#core/access.ts';
import { problem } from '#core/errors.ts';
import {
	bookVisit,
	cancelVisit,
	endVisit,
	LONGEST_SEARCH_DAYS,
	MOST_SLOTS,
	moveVisit,
	openSlots,
	openSlotsToMove,
	readPlannedVisit,
	readVisit,
	SEARCHES_AN_HOUR,
	VISIT_STATES,
	VISITS_AN_HOUR,
	visitsBetween,
	visitsOf,
	waiveAmount,
} from '#modules/bookings/index.ts';
import { command, read, write } from '../route.ts';
import { idSchema, instantSchema, langSchema, page, pageOf, pageQuery } from '../schemas.ts';
import { money, presentSlot, presentVisit, siteSchema, slot, typeIds, visit } from './booking-shapes.ts';

const TAG = 'Bookings';
const ONE = '/visits/{id}';
const params = z.object({ id: z.string().max(40).meta({ description: 'Its id, or its code' }) });
const workers = z.array(idSchema).min(1).max(20).optional().meta({ description: 'Who comes, if not whoever is free' });
const version = z.int().min(1).optional().meta({ description: 'As it was last seen; 409 where it changed since' });
const slots = z.object({ items: z.array(slot), next_cursor: z.null() });
const span = {
	from: instantSchema.optional().meta({ description: 'Now unless given' }),
	until: instantSchema.optional().meta({ description: 'Two weeks later unless given' }),
};
const count = z.int().min(1).max(MOST_SLOTS);
const TWO_WEEKS_MS = 14 * 86_400_000;

/** What is asked for, in a row and not too long. */
function spanOf({ from, until }: { from?: Date | undefined; until?: Date | undefined }, now: Date) {
	const begins = from ?? now;
	const ends = until ?? new Date(begins.getTime() + TWO_WEEKS_MS);
	const days = (ends.getTime() - begins.getTime()) / 86_400_000;
	if (days >= 0 && days <= LONGEST_SEARCH_DAYS) return { from: begins, until: ends };
	throw problem('invalid_input', { detail: `Look through ${LONGEST_SEARCH_DAYS} days at most.` });
}

export const visitRoutes = [
	read({
		method: 'POST',
		path: '/slots/search',
		tag: TAG,
		summary: 'Free times for a visit, the earliest first, with the arrival window of each',
		access: 'anyone',
		limit: SEARCHES_AN_HOUR,
		body: z.strictObject({
			types: typeIds.meta({ description: 'Services in one visit, by the ids of their types' }),
			people: z.int().min(1).max(20).optional(),
			at: siteSchema,
			...span,
			limit: count.default(100),
		}),
		reply: slots,
		handle: async ({ app, body: { types, people, at, limit: most, ...asked } }) => {
			const now = app.clock();
			const search = { types, people, at, limit: most, now, ...spanOf(asked, now) };
			return { items: (await openSlots(app.database.db, search)).map(presentSlot), next_cursor: null };
		},
	}),
	read({
		method: 'GET',
		path: '/visits',
		tag: TAG,
		summary: 'Visits: customers their own, the latest first; the team those of a span of time, the earliest first',
		access: 'anyone',
		query: pageQuery.extend({
			...span,
			worker: idSchema.optional(),
			crew: idSchema.optional(),
			customer: idSchema.optional(),
			state: z.enum(VISIT_STATES).optional().meta({ description: 'Of one’s own' }),
		}),
		reply: pageOf(visit),
		handle: async ({ app, actor, query: { cursor, limit: most, state, from, until, ...by } }) => {
			const { db } = app.database;
			if (actor.kind !== 'customer') {
				const rows = await visitsBetween(db, actor, { ...by, ...spanOf({ from, until }, app.clock()), limit: most });
				return { items: rows.map(presentVisit), next_cursor: null };
			}
			const rows = await visitsOf(db, actor, { ...(state && { states: [state] }), before: cursor, limit: most });
			return page(rows, most, presentVisit);
		},
	}),
	write({
		method: 'POST',
		path: '/visits',
		tag: TAG,
		summary: 'Book a visit for a customer; 409 with the next free times where the time is taken',
		access: 'bookings:write',
		status: 201,
		body: z.strictObject({
			customer_id: idSchema,
			types: typeIds,
			starts_at: instantSchema,
			people: z.int().min(1).max(20).optional(),
			at: siteSchema,
			note: z.string().trim().max(2_000).optional(),
			phone: z.string().trim().max(40).optional(),
			lang: langSchema.optional(),
			workers,
		}),
		reply: z.object({ id: z.string(), code: z.string(), version: z.number() }),
		handle: async (tx, { actor, body: { customer_id, ...wish } }) => {
			const {
				id,
				code,
				version: first,
			} = await bookVisit(tx, actor, { ...wish, customer: customer_id, channel: 'staff' });
			return { id, code, version: first };
		},
	}),
	read({
		method: 'GET',
		path: ONE,
		tag: TAG,
		summary: 'Read a visit: the team all with who comes, customers their own',
		access: 'anyone',
		limit: VISITS_AN_HOUR,
		params,
		reply: visit,
		handle: async ({ app, actor, params: { id } }) => {
			const look = hasScope(actor, 'bookings:read') ? readPlannedVisit : readVisit;
			return presentVisit(await look(app.database.db, actor, id));
		},
	}),
	read({
		method: 'GET',
		path: `${ONE}/slots`,
		tag: TAG,
		summary: 'To which times a visit can be moved',
		access: 'anyone',
		limit: SEARCHES_AN_HOUR,
		params,
		query: z.object({ ...span, limit: z.coerce.number().pipe(count).default(100) }),
		reply: slots,
		handle: async ({ app, actor, params: { id }, query: { limit: most, ...asked } }) => {
			const now = app.clock();
			const rows = await openSlotsToMove(app.database.db, actor, { id, limit: most, now, ...spanOf(asked, now) });
			return { items: rows.map(presentSlot), next_cursor: null };
		},
	}),
	write({
		method: 'POST',
		path: `${ONE}/move`,
		tag: TAG,
		summary: 'Move a visit, or give it to others; a customer who is late owes the fee',
		access: 'anyone',
		limit: VISITS_AN_HOUR,
		params,
		body: z.strictObject({
			starts_at: instantSchema,
			workers,
			anyway: z
				.literal(true)
				.optional()
				.meta({ description: 'For the team: in spite of hours, travel, skills and areas; never double' }),
			version,
		}),
		reply: z.object({
			id: z.string(),
			version: z.number(),
			starts_at: z.string(),
			ends_at: z.string(),
			fee: money.nullable(),
		}),
		handle: async (tx, { actor, params: { id }, body }) => {
			const moved = await moveVisit(tx, actor, { id, ...body });
			const { starts_at, ends_at, version: next, fee } = moved;
			return { id: moved.id, version: next, starts_at: starts_at.toISOString(), ends_at: ends_at.toISOString(), fee };
		},
	}),
	write({
		method: 'POST',
		path: `${ONE}/cancel`,
		tag: TAG,
		summary: 'Cancel a visit; a customer who is late owes the fee',
		access: 'anyone',
		limit: VISITS_AN_HOUR,
		params,
		body: z.strictObject({ version }).prefault({}),
		reply: z.object({ id: z.string(), code: z.string(), fee: money.nullable() }),
		handle: (tx, { actor, params: { id }, body }) => cancelVisit(tx, actor, { id, ...body }),
	}),
	command({
		method: 'PUT',
		path: `${ONE}/ending`,
		tag: TAG,
		summary: 'Say what became of a visit',
		access: 'bookings:write',
		params,
		body: z.strictObject({ state: z.enum(['done', 'missed']) }),
		handle: (tx, { actor, params: { id }, body: { state } }) => endVisit(tx, actor, { id, state }),
	}),
	command({
		method: 'POST',
		path: '/amounts-owed/{id}/waive',
		tag: TAG,
		summary: 'Let somebody off a late fee',
		access: 'bookings:write',
		params: z.object({ id: idSchema }),
		handle: (tx, { actor, params: { id } }) => waiveAmount(tx, actor, id),
	}),
];
