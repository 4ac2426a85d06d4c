import { z } from 'zod';
import { defineEvent } from '#core/events/define.ts';
import { FOUND_REASONS, GIVEN_REASONS, PAUSES, PROMISE_KINDS, TELLS, WHYS } from './kinds.ts';

const about = { kind: z.enum(PROMISE_KINDS), subject_type: z.string(), subject_id: z.string() };
const ofPromise = <S extends z.core.$ZodLooseShape>(name: string, shape: S) =>
	defineEvent({ name, v: 1, subject: 'promise', payload: z.strictObject({ ...about, ...shape }) });

export const promiseMade = ofPromise('promise.made', { minutes: z.number(), due_at: z.string(), by_hand: z.boolean() });
export const promisePaused = ofPromise('promise.paused', { why: z.enum(PAUSES) });
export const promiseResumed = ofPromise('promise.resumed', {
	why: z.enum([...PAUSES, 'reopened']),
	due_at: z.string(),
});
/** Another rule fits now, for what became known of the matter. */
export const promiseRetimed = ofPromise('promise.retimed', {
	why: z.enum(WHYS),
	minutes: z.number(),
	was_due_at: z.string(),
	due_at: z.string(),
});
/** `open_ms`: the open time that it took. */
export const promiseKept = ofPromise('promise.kept', { open_ms: z.number() });
/** What was promised was done after all, when it was late. */
export const promiseCaughtUp = ofPromise('promise.caught_up', { open_ms: z.number() });
export const promiseEscalated = ofPromise('promise.escalated', {
	step: z.number(),
	after: z.number(),
	tell: z.enum(TELLS),
});
export const promiseBroken = ofPromise('promise.broken', { reason: z.enum(FOUND_REASONS) });
export const promiseCancelled = ofPromise('promise.cancelled', {});
export const promiseExplained = ofPromise('promise.explained', { reason: z.enum(GIVEN_REASONS) });

const nothing = z.strictObject({});
const ofRule = <P>(name: string, payload: z.ZodType<P>) =>
	defineEvent({ name, v: 1, subject: 'promise_rule', payload });
const ofCalendar = (name: string) => defineEvent({ name, v: 1, subject: 'calendar', payload: nothing });

const kind = z.strictObject({ kind: z.enum(PROMISE_KINDS) });
export const ruleMade = ofRule('promise_rule.made', kind);
export const ruleChanged = ofRule('promise_rule.changed', kind);
export const ruleRemoved = ofRule('promise_rule.removed', kind);
export const ruleReturned = ofRule('promise_rule.returned', kind);
export const ruleMoved = ofRule('promise_rule.moved', z.strictObject({ position: z.number() }));
export const calendarMade = ofCalendar('calendar.made');
export const calendarChanged = ofCalendar('calendar.changed');
export const calendarRemoved = ofCalendar('calendar.removed');
export const calendarReturned = ofCalendar('calendar.returned');

export const promiseEvents = [
	promiseMade,
	promisePaused,
	promiseResumed,
	promiseRetimed,
	promiseKept,
	promiseCaughtUp,
	promiseEscalated,
	promiseBroken,
	promiseCancelled,
	promiseExplained,
	ruleMade,
	ruleChanged,
	ruleRemoved,
	ruleReturned,
	ruleMoved,
	calendarMade,
	calendarChanged,
	calendarRemoved,
	calendarReturned,
] as const;
