import { z } from 'zod';
import { defineEvent } from '#core/events/define.ts';
import { OWED_REASONS, RATED } from './kinds.ts';
import { OBSTACLES } from './time/obstacles.ts';
import { WAITING_ENDS } from './waitlist/kinds.ts';

const times = { starts_at: z.string(), ends_at: z.string() };
const ofVisit = <S extends z.core.$ZodLooseShape>(name: string, shape: S) =>
	defineEvent({ name, v: 1, subject: 'visit', payload: z.strictObject(shape) });
const late = z.number().meta({ description: 'Minor units that are owed for it' });

export const visitHeld = ofVisit('visit.held', { ...times, held_until: z.string() });
/** Given up before it was booked. A hold that runs out is no fact: nobody did anything. */
export const visitReleased = ofVisit('visit.released', {});
export const visitBooked = ofVisit('visit.booked', {
	...times,
	code: z.string(),
	types: z.array(z.string()),
	people: z.number(),
	workers: z.array(z.string()),
	journey_id: z.string().optional(),
});
export const visitMoved = ofVisit('visit.moved', {
	...times,
	was_starts_at: z.string(),
	workers: z.array(z.string()),
	late_fee_minor: late,
	anyway: z.array(z.enum(OBSTACLES)).optional().meta({ description: 'What stood in the way and was borne' }),
});
/** Who would have come: the rows that said so are gone. */
export const visitCancelled = ofVisit('visit.cancelled', {
	starts_at: z.string(),
	workers: z.array(z.string()),
	late_fee_minor: late,
});
export const visitDone = ofVisit('visit.done', {});
export const visitMissed = ofVisit('visit.missed', {});
export const visitRated = ofVisit('visit.rated', {
	stars: z.number(),
	good: z.array(z.enum(RATED)),
	bad: z.array(z.enum(RATED)),
	call: z.boolean(),
	journey_id: z.string().optional(),
});
export const feeWaived = ofVisit('visit.fee_waived', { amount_id: z.string(), reason: z.enum(OWED_REASONS) });

const ofWaiting = <S extends z.core.$ZodLooseShape>(name: string, shape: S) =>
	defineEvent({ name, v: 1, subject: 'waiting', payload: z.strictObject(shape) });

export const waitingJoined = ofWaiting('waiting.joined', { service: z.string() });
/** A time is kept for them, and they are written to. */
export const waitingOffered = ofWaiting('waiting.offered', {
	starts_at: z.string(),
	until: z.string(),
	journey_id: z.string(),
});
/** `lapsed`: nobody answered in time. They go on waiting. */
export const waitingRefused = ofWaiting('waiting.refused', { how: z.enum(['declined', 'lapsed']) });
export const waitingEnded = ofWaiting('waiting.ended', { why: z.enum(WAITING_ENDS) });

const ofPlan = <S extends z.core.$ZodLooseShape>(name: string, shape: S) =>
	defineEvent({ name, v: 1, subject: 'visit_plan', payload: z.strictObject(shape) });

export const planMade = ofPlan('visit_plan.made', { every_months: z.number(), next_on: z.string() });
/** Its customer is asked to choose a time; `again`: reminded of it. */
export const planProposed = ofPlan('visit_plan.proposed', { journey_id: z.string(), again: z.boolean() });
export const planStopped = ofPlan('visit_plan.stopped', {});

const changes = (subject: string) => {
	const payload = z.strictObject({});
	return {
		made: defineEvent({ name: `${subject}.made`, v: 1, subject, payload }),
		changed: defineEvent({ name: `${subject}.changed`, v: 1, subject, payload }),
	};
};

export const visitTypeEvents = changes('visit_type');
export const feedMade = defineEvent({
	name: 'calendar_feed.made',
	v: 1,
	subject: 'calendar_feed',
	payload: z.strictObject({ worker_id: z.string().optional(), crew_id: z.string().optional() }),
});
export const feedRevoked = defineEvent({
	name: 'calendar_feed.revoked',
	v: 1,
	subject: 'calendar_feed',
	payload: z.strictObject({}),
});
export const busySourceAdded = defineEvent({
	name: 'busy_source.added',
	v: 1,
	subject: 'busy_source',
	payload: z.strictObject({ worker_id: z.string(), host: z.string() }),
});
export const busySourceRemoved = defineEvent({
	name: 'busy_source.removed',
	v: 1,
	subject: 'busy_source',
	payload: z.strictObject({ host: z.string() }),
});
export const workerEvents = changes('worker');
export const crewEvents = changes('crew');
export const placeEvents = changes('place');
export const resourceEvents = changes('resource');
export type Changes = ReturnType<typeof changes>;

export const bookingEvents = [
	visitHeld,
	visitReleased,
	visitBooked,
	visitMoved,
	visitCancelled,
	visitDone,
	visitMissed,
	visitRated,
	feeWaived,
	feedMade,
	feedRevoked,
	busySourceAdded,
	busySourceRemoved,
	waitingJoined,
	waitingOffered,
	waitingRefused,
	waitingEnded,
	planMade,
	planProposed,
	planStopped,
	...[visitTypeEvents, workerEvents, crewEvents, placeEvents, resourceEvents].flatMap(({ made, changed }) => [
		made,
		changed,
	]),
] as const;
