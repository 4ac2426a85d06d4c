import type { Assurance } from '#core/access.ts';
import type {
	Acting,
	Answers,
	Asking,
	Content,
	Definition,
	Fault,
	Field,
	Line,
	Outside,
	Result,
	Rules,
	Step,
	Verdict,
} from './definition.ts';
import type { RuleDeclared } from './settings/rule.ts';
import type { Wording } from './wording.ts';

type About = {
	title: Wording;
	summary: Wording;
	confirm?: Wording;
	version?: number;
	examples?: Definition['examples'];
	audience?: Assurance;
	/** False where nothing happens that somebody would want to look over first. */
	reviewed?: Definition['reviewed'];
	rules?: Rules;
};

type When<A> = (answers: A) => boolean;
type MaybePromise<T> = T | Promise<T>;

/** A service in the making: each question, rule and act sees the answers that are there before it, by their types. */
export type Service<A extends object> = {
	ask<N extends string, V>(name: N, field: Field<V, A>): Service<A & Record<N, V>>;
	/** Asked only where it makes sense. */
	askWhen<N extends string, V>(when: When<A>, name: N, field: Field<V, A>): Service<A & Partial<Record<N, V>>>;
	/** The same, and it may be skipped. */
	askMaybeWhen<N extends string, V>(
		when: When<A>,
		name: N,
		field: Field<V, A>,
	): Service<A & Partial<Record<N, V | null>>>;
	/** May be skipped. */
	askMaybe<N extends string, V>(name: N, field: Field<V, A>): Service<A & Record<N, V | null>>;
	tell(content: (asking: Asking<A>) => MaybePromise<readonly Content[]>): Service<A>;
	tellWhen(when: When<A>, content: (asking: Asking<A>) => MaybePromise<readonly Content[]>): Service<A>;
	check(of: readonly (keyof A & string)[], check: (asking: Asking<A>) => MaybePromise<Verdict | undefined>): Service<A>;
	/** A number the owner may set, read by `rule.in(asking)`. */
	rule(rule: RuleDeclared): Service<A>;
	eligible(why: (asking: Asking) => Promise<Fault | undefined>): Service<A>;
	receipt(lines: (asking: Asking<A>) => Promise<readonly Line[]>): Service<A>;
	undoWithin(minutes: number, undo: (acting: Acting<A>, result: Result) => Promise<void>): Service<A>;
	act(act: (acting: Acting<A>) => Promise<Result>): Definition;
	actOutside(prepare: (acting: Acting<A>) => Promise<Result>, outside: Outside): Definition;
};

/** Begins the definition of a service. Nothing happens by it: the chain only builds what the engine reads. */
export function service(id: string, about: About): Service<object> {
	return chain({
		id,
		version: 1,
		confirm: 'journey_confirm',
		examples: {},
		audience: 'anonymous',
		reviewed: true,
		rules: {},
		...about,
		steps: [],
	});
}

function chain(made: Omit<Definition, 'act'>): Service<object> {
	const and = (step: Step) => chain({ ...made, steps: [...made.steps, step] });
	const asked = (name: string, field: Field, more: { when?: When<Answers>; optional?: boolean } = {}) =>
		and({ kind: 'ask', name, field, optional: false, ...more });
	const built = {
		ask: (name: string, field: Field) => asked(name, field),
		askWhen: (when: When<Answers>, name: string, field: Field) => asked(name, field, { when }),
		askMaybeWhen: (when: When<Answers>, name: string, field: Field) => asked(name, field, { when, optional: true }),
		askMaybe: (name: string, field: Field) => asked(name, field, { optional: true }),
		tell: (content: Extract<Step, { kind: 'tell' }>['content']) => and({ kind: 'tell', content }),
		tellWhen: (when: When<Answers>, content: Extract<Step, { kind: 'tell' }>['content']) =>
			and({ kind: 'tell', when, content }),
		check: (of: readonly string[], check: Extract<Step, { kind: 'check' }>['check']) =>
			and({ kind: 'check', of, check }),
		rule: (rule: RuleDeclared) =>
			chain({ ...made, rules: { ...made.rules, [rule.name]: rule.usual }, ruled: [...(made.ruled ?? []), rule] }),
		eligible: (eligible: Definition['eligible']) => chain({ ...made, eligible }),
		receipt: (receipt: Definition['receipt']) => chain({ ...made, receipt }),
		undoWithin: (minutes: number, undo: NonNullable<Definition['undo']>['undo']) =>
			chain({ ...made, undo: { minutes, undo } }),
		act: (act: Definition['act']) => ({ ...made, act }),
		actOutside: (act: Definition['act'], outside: Outside) => ({ ...made, act, outside }),
	};
	// The types of the answers exist only while a service is written: the engine reads them by name.
	return built as unknown as Service<object>;
}
