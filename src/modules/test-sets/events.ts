import { z } from 'zod';
import { defineEvent } from '#core/events/define.ts';

const nothing = z.strictObject({});
const ofSet = <P>(name: string, payload: z.ZodType<P>) => defineEvent({ name, v: 1, subject: 'test_set', payload });
const question = z.strictObject({ question_id: z.string() });

export const setMade = ofSet('test_set.made', z.strictObject({ guards: z.boolean() }));
export const setChanged = ofSet('test_set.changed', z.strictObject({ guards: z.boolean() }));
export const setRemoved = ofSet('test_set.removed', nothing);
export const setReturned = ofSet('test_set.returned', nothing);
/** Questions were put in, by hand or out of the log. */
export const setFilled = ofSet('test_set.filled', z.strictObject({ questions: z.number() }));
export const testChanged = ofSet('test_set.question_changed', question);
export const testRemoved = ofSet('test_set.question_removed', question);
export const testReturned = ofSet('test_set.question_returned', question);

const against = z.enum(['live', 'drafts']);
const ofRun = <P>(name: string, payload: z.ZodType<P>) => defineEvent({ name, v: 1, subject: 'test_run', payload });

export const runBegun = ofRun('test_run.begun', z.strictObject({ set_id: z.string(), against }));
export const runEnded = ofRun(
	'test_run.ended',
	z.strictObject({
		set_id: z.string(),
		against,
		state: z.enum(['done', 'cancelled', 'failed']),
		asked: z.number(),
		passed: z.number(),
	}),
);

export const testEvents = [
	setMade,
	setChanged,
	setRemoved,
	setReturned,
	setFilled,
	testChanged,
	testRemoved,
	testReturned,
	runBegun,
	runEnded,
] as const;
