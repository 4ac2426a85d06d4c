import { type Actor, authorise } from '#core/access.ts';
import type { Tx } from '#core/db.ts';
import { now } from '#core/transaction.ts';
import { currentTerms } from '../calendars/terms.ts';
import type { PromiseKind } from '../kinds.ts';
import { canWait } from '../policy.ts';
import { type Standing, standingOf } from '../reading/standing.ts';
import { activeRules, hurried, ruleFor, type Urgency } from '../rules/rule-for.ts';
import { begin } from './begin.ts';
import { type Held, isOpen, isWaitedFor, lockPromises, lockSubject, type Subject } from './lock-promises.ts';
import { resumePromises } from './pause.ts';

/** Somebody begins to wait for a person. */
export type Occasion = Urgency & { subject: Subject; customer: string | null };

/**
 * Promises an answer, and an end of the matter, by the rules in force; whoever waits already keeps what was promised before. A clock that stood still for
 * this customer goes on. Answers all that is now promised about the subject by rule, the earliest first.
 */
export async function promiseResponse(tx: Tx, actor: Actor, occasion: Occasion): Promise<Standing[]> {
	authorise(canWait(actor), actor);
	const { subject } = occasion;
	const { responded_at } = await lockSubject(tx, subject);
	await resumePromises(tx, actor, subject, 'waiting_for_customer');
	const held = await lockPromises(tx, subject);
	for (const kind of missing(held, responded_at !== null)) await beginByRule(tx, actor, kind, occasion);
	return (await lockPromises(tx, subject))
		.filter(({ promise }) => !promise.by_hand && isOpen(promise))
		.map((one) => standingOf(one, now(tx)))
		.toSorted((a, b) => a.due_at.getTime() - b.due_at.getTime());
}

export const isResponse = ({ kind }: { kind: PromiseKind }) => kind === 'first_response' || kind === 'next_response';

/** A broken promise of an answer that never came still stands: nobody promises the same again over it. One matter has one end. */
function missing(held: readonly Held[], responded: boolean): PromiseKind[] {
	const waits = held.some(({ promise }) => isResponse(promise) && isWaitedFor(promise));
	const ends = held.some(({ promise }) => promise.kind === 'resolution');
	return [
		...(waits ? [] : [responded ? ('next_response' as const) : ('first_response' as const)]),
		...(ends ? [] : ['resolution' as const]),
	];
}

async function beginByRule(tx: Tx, actor: Actor, kind: PromiseKind, occasion: Occasion): Promise<void> {
	const fitting = ruleFor(await activeRules(tx), kind, occasion);
	const rule = fitting && (kind === 'resolution' ? fitting : hurried(fitting, occasion));
	if (!rule) return;
	const { subject, customer, channel, lang } = occasion;
	const { minutes, pauses, ladder } = rule;
	const terms = await currentTerms(tx, rule.calendar_id);
	const rest = { kind, minutes, pauses, ladder, by_hand: false };
	await begin(tx, actor, { ...rest, subject, customer, channel, lang, terms, rule_id: rule.id });
}
