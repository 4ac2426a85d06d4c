import type { Selectable } from 'kysely';
import type { Db, Tables } from '#core/db.ts';
import type { PromiseKind } from '../kinds.ts';
import '../tables.ts';

export type Rule = Selectable<Tables['promise_rules']>;

/** Of what somebody waits: by which way they came, in which language, about what, and to which groups of customers they belong. */
export type Circumstances = {
	channel: string;
	lang: string;
	topics: readonly string[];
	groups: readonly string[];
};

/** `within`: minutes of open time in which an answer is needed, where that is less than the rule says. */
export type Urgency = Circumstances & { within?: number | undefined };

/** A rule for what cannot wait as long as it says: by the same hours, and its ladder as much shorter. */
export function hurried(rule: Rule, { within }: Urgency): Rule {
	if (within === undefined || within >= rule.minutes) return rule;
	const share = within / rule.minutes;
	const ladder = rule.ladder.map((step) => ({ ...step, after: Math.max(1, Math.floor(step.after * share)) }));
	return { ...rule, minutes: within, ladder };
}

/** The rules in force, the first first. */
export const activeRules = (db: Db): Promise<Rule[]> =>
	db
		.selectFrom('promise_rules')
		.selectAll()
		.where('removed_at', 'is', null)
		.where('active', '=', true)
		.orderBy('position')
		.orderBy('id')
		.execute();

/** The first of a kind that fits. */
export const ruleFor = (rules: readonly Rule[], kind: PromiseKind, circumstances: Circumstances): Rule | undefined =>
	rules.find((rule) => rule.kind === kind && fits(rule, circumstances));

function fits(rule: Rule, { channel, lang, topics, groups }: Circumstances): boolean {
	return (
		oneOf(rule.channels, [channel]) &&
		oneOf(rule.langs, [lang]) &&
		oneOf(rule.topics, topics) &&
		oneOf(rule.groups.map(lower), groups.map(lower))
	);
}

const lower = (group: string) => group.toLowerCase();

/** Nothing asked for is met by all. */
const oneOf = (wanted: readonly string[], given: readonly string[]) =>
	wanted.length === 0 || given.some((value) => wanted.includes(value));
