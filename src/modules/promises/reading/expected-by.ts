import { type Actor, authorise } from '#core/access.ts';
import { addOpenTime, isOpen, nextOpening } from '#core/calendar/open-time.ts';
import type { Db } from '#core/db.ts';
import { currentTerms } from '../calendars/terms.ts';
import type { Subject } from '../clock/lock-promises.ts';
import { MINUTE_MS } from '../clock/measure.ts';
import { PROMISE_KINDS, type PromiseKind, type Step } from '../kinds.ts';
import { canReadPromises } from '../policy.ts';
import { activeRules, type Circumstances, hurried, type Rule, ruleFor, type Urgency } from '../rules/rule-for.ts';

export type Expected = {
	kind: PromiseKind;
	rule_id: string;
	due_at: Date;
	zone: string;
	/** Whether somebody is there now, and else when somebody is. */
	open: boolean;
	opens_at: Date;
	ladder: (Step & { at: Date })[];
};

/** When whoever begins to wait now would have an answer: what `promiseResponse` would promise. Nothing where nothing would be promised. */
export async function expectedBy(
	db: Db,
	{ subject, ...circumstances }: Urgency & { subject?: Subject | undefined },
	at: Date,
): Promise<Expected | undefined> {
	const kind = (await hasResponded(db, subject)) ? 'next_response' : 'first_response';
	const rule = ruleFor(await activeRules(db), kind, circumstances);
	return rule && expectedOf(db, hurried(rule, circumstances), at);
}

/** What the rules would promise, of every kind, to somebody who wrote then: for whoever makes the rules. */
export async function previewPromises(
	db: Db,
	actor: Actor,
	{ at, ...circumstances }: Circumstances & { at: Date },
): Promise<Expected[]> {
	authorise(canReadPromises(actor), actor);
	const rules = await activeRules(db);
	const fitting = PROMISE_KINDS.flatMap((kind) => ruleFor(rules, kind, circumstances) ?? []);
	const expected: Expected[] = [];
	for (const rule of fitting) {
		const one = await expectedOf(db, rule, at);
		if (one) expected.push(one);
	}
	return expected;
}

async function expectedOf(db: Db, rule: Rule, at: Date): Promise<Expected | undefined> {
	const { calendar, zone } = await currentTerms(db, rule.calendar_id);
	const after = (minutes: number) => addOpenTime(calendar, at, minutes * MINUTE_MS);
	const [due_at, opens_at] = [after(rule.minutes), nextOpening(calendar, at)];
	if (!due_at || !opens_at) return undefined;
	const ladder = rule.ladder.flatMap((step) => {
		const then = after(step.after);
		return then ? [{ ...step, at: then }] : [];
	});
	return { kind: rule.kind, rule_id: rule.id, due_at, zone, open: isOpen(calendar, at), opens_at, ladder };
}

async function hasResponded(db: Db, subject: Subject | undefined): Promise<boolean> {
	if (!subject) return false;
	const row = await db
		.selectFrom('promise_subjects')
		.select('responded_at')
		.where('type', '=', subject.type)
		.where('id', '=', subject.id)
		.executeTakeFirst();
	return row?.responded_at !== undefined && row.responded_at !== null;
}
