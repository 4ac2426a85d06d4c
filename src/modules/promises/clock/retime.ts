import { type Actor, authorise } from '#core/access.ts';
import { addOpenTime } from '#core/calendar/open-time.ts';
import type { Tx } from '#core/db.ts';
import { now } from '#core/transaction.ts';
import { currentTerms, type Terms } from '../calendars/terms.ts';
import { promiseRetimed } from '../events.ts';
import type { Step, Why } from '../kinds.ts';
import { canWait } from '../policy.ts';
import { type Standing, standingOf } from '../reading/standing.ts';
import { activeRules, type Rule, ruleFor } from '../rules/rule-for.ts';
import { change, tell } from './change.ts';
import { type Held, isOpen, lockPromises, lockSubject } from './lock-promises.ts';
import { MINUTE_MS, nextMoment, spentBy } from './measure.ts';
import type { Occasion } from './promise-response.ts';

/**
 * More is known of a matter: what is promised about it and not yet due is set anew where another rule fits now. Answers those whose time changed. What no rule
 * fits any more, what is due already and what people promised by hand stays.
 */
export async function retimePromises(tx: Tx, actor: Actor, occasion: Occasion, why: Why): Promise<Standing[]> {
	authorise(canWait(actor), actor);
	await lockSubject(tx, occasion.subject);
	const rules = await activeRules(tx);
	const retimed: Standing[] = [];
	for (const held of await lockPromises(tx, occasion.subject)) {
		const { kind, by_hand, rule_id } = held.promise;
		const rule = by_hand || !isOpen(held.promise) ? undefined : ruleFor(rules, kind, occasion);
		const one = rule && rule.id !== rule_id && (await retime(tx, actor, held, rule, why));
		if (one) retimed.push(standingOf(one, now(tx)));
	}
	return retimed;
}

async function retime(tx: Tx, actor: Actor, held: Held, rule: Rule, why: Why): Promise<Held | undefined> {
	const terms = await currentTerms(tx, rule.calendar_id);
	const times = timesBy(held, rule, terms, now(tx));
	if (!times) return undefined;
	const { promise } = held;
	const { spent, due_at, minutes, ladder } = times;
	const isRunning = promise.state === 'running';
	const from = now(tx);
	const told = ladder.filter(({ after }) => after * MINUTE_MS <= spent).length;
	const row = await change(tx, promise.id, {
		rule_id: rule.id,
		terms_id: terms.terms_id,
		zone: terms.zone,
		minutes,
		ladder: JSON.stringify(ladder),
		// What it stands still for already it goes on standing still for.
		pauses: [...new Set([...rule.pauses, ...promise.paused_for])],
		spent_ms: spent,
		told,
		due_at,
		...(isRunning && {
			counted_from: from,
			next_at: nextMoment(terms.calendar, { from, spent, told, due_at }, ladder),
		}),
	});
	const was = { was_due_at: promise.due_at.toISOString(), due_at: due_at.toISOString() };
	await tell(tx, actor, promiseRetimed, row, { why, minutes, ...was });
	return { promise: row, calendar: terms.calendar };
}

type Times = { spent: number; due_at: Date; minutes: number; ladder: readonly Step[] };

/**
 * Later than promised before: as if this rule had held from the beginning. Earlier: its whole time from this moment on, for nobody could have known it sooner.
 * Nothing where that gains the customer nothing.
 */
function timesBy({ promise, calendar }: Held, { minutes, ladder }: Rule, terms: Terms, at: Date): Times | undefined {
	const spent = spentBy(calendar, promise, at);
	const by = (ms: number) => (ms > 0 ? addOpenTime(terms.calendar, at, ms) : at);
	const later = by(minutes * MINUTE_MS - spent);
	if (!later) return undefined;
	if (later >= promise.due_at) return { spent, due_at: later, minutes, ladder };
	const gone = Math.floor(spent / MINUTE_MS);
	const earlier = by((minutes + gone) * MINUTE_MS - spent);
	if (!earlier || earlier >= promise.due_at) return undefined;
	const shifted = ladder.map(({ after, tell: whom }) => ({ after: after + gone, tell: whom }));
	return { spent, due_at: earlier, minutes: minutes + gone, ladder: shifted };
}
