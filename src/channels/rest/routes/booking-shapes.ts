import { z } from 'zod';
import { exceptionsSchema, weekSchema, zoneSchema } from '#core/calendar/calendar-schema.ts';
import { canonicalLang } from '#core/text/languages.ts';
import {
	MOST_TYPES_TOGETHER,
	type PlannedVisit,
	RATED,
	type Slot,
	type Visit,
	VISIT_STATES,
	type VisitType,
} from '#modules/bookings/index.ts';
import { idSchema } from '../schemas.ts';

const A_DAY = 1_440;
const text = z.string().trim().max(2_000);
const name = z.string().trim().min(1).max(120);
const latitude = z.number().min(-90).max(90).nullable().default(null);
const longitude = z.number().min(-180).max(180).nullable().default(null);
const minutes = (most: number) => z.int().min(0).max(most);
const codes = z
	.array(z.string().trim().min(1).max(60))
	.max(50)
	.transform((all) => [...new Set(all)])
	.default([]);
const wording = z
	.record(z.string().max(35), text)
	.transform((by) => Object.fromEntries(Object.entries(by).map(([lang, each]) => [canonicalLang(lang), each])))
	.meta({ description: 'A text by language tag' });
const named = wording.refine((by) => Object.values(by).some((each) => each !== ''), 'say it in one language at least');
const active = z.boolean().default(true);

export const siteSchema = z.strictObject({
	address: z.string().trim().max(500),
	lat: latitude,
	lon: longitude,
	zone: zoneSchema,
});
export const moneySchema = z.strictObject({
	amount_minor: z.int().min(0).max(1_000_000_000_000),
	currency: z.string().regex(/^[A-Z]{3}$/, 'must be a currency code such as EUR'),
});

export const placeBody = z.strictObject({
	name,
	...siteSchema.shape,
	areas: z
		.array(z.string().trim().min(1).max(80))
		.max(100)
		.default([])
		.meta({ description: 'What people call it, in any language: an address that names one of these lies near' }),
	active,
});
export const crewBody = z.strictObject({
	name,
	place_id: idSchema.nullable().default(null),
	colour: z.string().regex(/^#[0-9a-f]{6}$/i, 'must be a colour such as #0b5c8a'),
	active,
});
export const workerBody = z.strictObject({
	name,
	member_id: idSchema.nullable().default(null).meta({ description: 'Who they are on the team' }),
	crew_id: idSchema.nullable().default(null),
	place_id: idSchema.meta({ description: 'Where their day begins' }),
	skills: codes,
	zone: zoneSchema,
	week: weekSchema,
	exceptions: exceptionsSchema.default([]),
	active,
});
export const resourceBody = z.strictObject({
	kind: z.string().trim().min(1).max(60),
	name,
	place_id: idSchema.nullable().default(null),
	active,
});

export const visitTypeBody = z
	.strictObject({
		code: z.string().regex(/^[a-z0-9][a-z0-9-]{0,59}$/, 'must be small letters, digits and hyphens'),
		names: named,
		descriptions: wording.default({}),
		price_notes: wording.default({}),
		minutes: z.int().min(5).max(A_DAY),
		people: z.int().min(1).max(20).default(1),
		people_max: z.int().min(1).max(20).default(1),
		skills: codes.meta({ description: 'Everybody who comes has all of them' }),
		resource_kinds: codes.meta({ description: 'One unit of each is taken along' }),
		buffer_before: minutes(A_DAY).default(0),
		buffer_after: minutes(A_DAY).default(0),
		step: z.int().min(5).max(A_DAY).default(30).meta({ description: 'Starts lie so many minutes apart' }),
		arrival_window: minutes(A_DAY).default(120),
		notice: minutes(90 * A_DAY)
			.default(A_DAY)
			.meta({ description: 'So many minutes ahead at least' }),
		horizon_days: z.int().min(1).max(365).default(60),
		move_until: minutes(90 * A_DAY).default(A_DAY),
		cancel_until: minutes(90 * A_DAY).default(A_DAY),
		late_fee: moneySchema.nullable().default(null).meta({ description: 'Owed for changes later than that' }),
		checklist: z
			.array(
				z.strictObject({
					code: z.string().regex(/^[a-z0-9][a-z0-9_-]{0,59}$/),
					names: named,
					photo: z.boolean().default(false),
				}),
			)
			.max(30)
			.refine((all) => new Set(all.map(({ code }) => code)).size === all.length, 'a code stands there twice')
			.default([]),
		position: z.int().min(0).max(10_000).default(0),
		active,
	})
	.refine(({ people, people_max }) => people_max >= people, {
		path: ['people_max'],
		message: 'must not be less than people',
	});

const row = { id: z.string() };
const site = { address: z.string(), lat: z.number().nullable(), lon: z.number().nullable(), zone: z.string() };
const shift = z.object({ from: z.string(), to: z.string() });
const texts = z.record(z.string(), z.string());
export const money = z.object({ amount_minor: z.number(), currency: z.string() });

export const place = z.object({ ...row, name: z.string(), ...site, areas: z.array(z.string()), active: z.boolean() });
export const crew = z.object({
	...row,
	name: z.string(),
	place_id: z.string().nullable(),
	colour: z.string(),
	active: z.boolean(),
});
export const worker = z.object({
	...row,
	name: z.string(),
	member_id: z.string().nullable(),
	crew_id: z.string().nullable(),
	place_id: z.string(),
	skills: z.array(z.string()),
	zone: z.string(),
	week: z.array(z.array(shift).readonly()).readonly(),
	exceptions: z.array(z.object({ day: z.string(), name: z.string(), shifts: z.array(shift).readonly() })).readonly(),
	active: z.boolean(),
});
export const resource = z.object({
	...row,
	kind: z.string(),
	name: z.string(),
	place_id: z.string().nullable(),
	active: z.boolean(),
});
const check = z.object({ code: z.string(), names: texts, photo: z.boolean() });

/** What anybody may know before booking. */
const offered = {
	...row,
	code: z.string(),
	names: texts,
	descriptions: texts,
	price_notes: texts,
	minutes: z.number(),
	people: z.number(),
	people_max: z.number(),
	arrival_window: z.number(),
	notice: z.number(),
	horizon_days: z.number(),
	move_until: z.number(),
	cancel_until: z.number(),
	late_fee: money.nullable(),
	checklist: z.array(check),
};
export const offeredType = z.object(offered);
export const visitType = z.object({
	...offered,
	skills: z.array(z.string()),
	resource_kinds: z.array(z.string()),
	buffer_before: z.number(),
	buffer_after: z.number(),
	step: z.number(),
	position: z.number(),
	active: z.boolean(),
});

/** Rows as they are listed: everything but when they were made. */
export const withoutDate = <R extends { created_at: Date }>({ created_at: _made, ...rest }: R) => rest;

export function presentOffered(type: VisitType): z.infer<typeof offeredType> {
	const {
		skills: _skills,
		resource_kinds: _kinds,
		buffer_before: _before,
		buffer_after: _after,
		...rest
	} = withoutDate(type);
	const { step: _step, position: _position, active: _active, ...known } = rest;
	return known;
}

export const slot = z.object({
	starts_at: z.string(),
	ends_at: z.string(),
	window_from: z.string().meta({ description: 'Somebody arrives from then' }),
	window_until: z.string().meta({ description: 'and until then' }),
	zone: z.string(),
	left: z.number().meta({ description: 'How often it is there' }),
});

export const presentSlot = ({
	starts_at,
	ends_at,
	window_from,
	window_until,
	...rest
}: Slot): z.infer<typeof slot> => ({
	starts_at: starts_at.toISOString(),
	ends_at: ends_at.toISOString(),
	window_from: window_from.toISOString(),
	window_until: window_until.toISOString(),
	...rest,
});

export const typeIds = z.array(idSchema).min(1).max(MOST_TYPES_TOGETHER);

const person = z.object({ id: z.string(), name: z.string() });
export const visit = z.object({
	...row,
	code: z.string(),
	state: z.enum(VISIT_STATES),
	customer_id: z.string(),
	starts_at: z.string(),
	ends_at: z.string(),
	window_from: z.string(),
	window_until: z.string(),
	held_until: z.string().nullable(),
	...site,
	people: z.number(),
	note: z.string(),
	phone: z.string().meta({ description: 'Whom to ring up about it' }),
	lang: z.string().nullable(),
	channel: z.string().nullable(),
	journey_id: z.string().nullable(),
	version: z.number(),
	items: z.array(z.object({ visit_type_id: z.string(), code: z.string(), names: texts, minutes: z.number() })),
	move_free_until: z.string(),
	cancel_free_until: z.string(),
	late_fee: money.nullable(),
	checklist: z.array(check),
	owed: z.array(money.extend({ id: z.string(), reason: z.string(), state: z.enum(['owed', 'waived']) })),
	rating: z
		.object({
			stars: z.number(),
			good: z.array(z.enum(RATED)),
			bad: z.array(z.enum(RATED)),
			comment: z.string(),
			call: z.boolean().meta({ description: 'They would like to be rung up about it' }),
			created_at: z.string(),
		})
		.nullable()
		.meta({ description: 'What its customer thought of it' }),
	workers: z.array(person).optional().meta({ description: 'Who comes: for the team only' }),
	resources: z.array(person).optional(),
});

const earlier = (at: Date, by: number) => new Date(at.getTime() - by * 60_000).toISOString();

export function presentVisit(one: Visit | PlannedVisit): z.infer<typeof visit> {
	const {
		terms,
		contact_identity_id: _contact,
		created_at: _made,
		updated_at: _changed,
		starts_at,
		ends_at,
		window_from,
		window_until,
		held_until,
		rating,
		...rest
	} = one;
	return {
		...rest,
		starts_at: starts_at.toISOString(),
		ends_at: ends_at.toISOString(),
		window_from: window_from.toISOString(),
		window_until: window_until.toISOString(),
		held_until: held_until?.toISOString() ?? null,
		move_free_until: earlier(starts_at, terms.move_until),
		cancel_free_until: earlier(starts_at, terms.cancel_until),
		late_fee: terms.late_fee,
		checklist: terms.checklist,
		rating: rating && { ...rating, created_at: rating.created_at.toISOString() },
	};
}
