import { type Actor, authorise } from '#core/access.ts';
import { AROUND_THE_CLOCK } from '#core/calendar/calendar.ts';
import type { Tx } from '#core/db.ts';
import { problem } from '#core/errors.ts';
import { now } from '#core/transaction.ts';
import { currentTerms } from '../calendars/terms.ts';
import { begin } from '../clock/begin.ts';
import { lockSubject, type Subject } from '../clock/lock-promises.ts';
import { MINUTE_MS } from '../clock/measure.ts';
import type { BY_HAND } from '../kinds.ts';
import { canPromise } from '../policy.ts';
import { activeRules, type Circumstances, ruleFor } from '../rules/rule-for.ts';

type ByHand = {
	kind: (typeof BY_HAND)[number];
	subject: Subject;
	customer: string | null;
	channel?: string | undefined;
	lang?: string | undefined;
	/** Of the subject, for the rule of the kind. */
	topics?: readonly string[];
	groups?: readonly string[];
	/** A moment, or minutes of open time by the rule of the kind; without either the rule says how many. */
	due_at?: Date | undefined;
	minutes?: number | undefined;
	note?: string | undefined;
};

const AROUND = { terms_id: null, zone: AROUND_THE_CLOCK.zone, calendar: AROUND_THE_CLOCK };
const REMINDED_BEFORE = 10;

/** Promises something in the name of the business, as a call at 15:00. Throws `invalid_input` for a moment that has passed, or where nothing says when. */
export async function makePromise(tx: Tx, actor: Actor, asked: ByHand): Promise<{ id: string; due_at: Date }> {
	authorise(canPromise(actor), actor);
	const { channel = null, lang = null, customer, kind, subject, note } = asked;
	await lockSubject(tx, subject);
	const clock = asked.due_at ? untilMoment(asked.due_at, now(tx)) : await byRule(tx, asked);
	const about = { kind, subject, customer, channel, lang, note, by_hand: true };
	const made = await begin(tx, actor, { ...about, ...clock });
	if (!made) throw refused('due_at', 'never_open', 'By the calendar of the rule nobody is ever there.');
	return { id: made.id, due_at: made.due_at };
}

/** By any clock, and standing still for nothing; whoever promised is reminded a little before. */
function untilMoment(due_at: Date, at: Date) {
	const minutes = Math.ceil((due_at.getTime() - at.getTime()) / MINUTE_MS);
	if (minutes <= 0) throw refused('due_at', 'past', 'This moment has passed.');
	const reminder = { after: minutes - REMINDED_BEFORE, tell: 'assignee' as const };
	const ladder = reminder.after > 0 ? [reminder] : [];
	return { due_at, minutes, ladder, terms: AROUND, rule_id: null, pauses: [] };
}

async function byRule(tx: Tx, { kind, minutes, channel = '', lang = '', topics = [], groups = [] }: ByHand) {
	const circumstances: Circumstances = { channel, lang, topics, groups };
	const rule = ruleFor(await activeRules(tx), kind, circumstances);
	const given = minutes ?? rule?.minutes;
	if (given === undefined) throw refused('due_at', 'required', 'Say when, or make a rule for this kind of promise.');
	if (!rule) return { minutes: given, ladder: [], terms: AROUND, rule_id: null, pauses: [] };
	const { pauses, ladder, id: rule_id, calendar_id } = rule;
	const within = ladder.filter(({ after }) => after < given);
	return { minutes: given, ladder: within, terms: await currentTerms(tx, calendar_id), rule_id, pauses };
}

const refused = (path: string, code: string, message: string) =>
	problem('invalid_input', { detail: message, errors: [{ path, code, message }] });
