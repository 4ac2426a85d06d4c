import type { z } from 'zod';
import type { Actor, Assurance } from '#core/access.ts';
import type { Db, Tx } from '#core/db.ts';
import type { Say } from '#core/i18n/say.ts';
import type { Condition } from './conditions.ts';
import type { RuleDeclared } from './settings/rule.ts';
import type { Shape } from './shapes.ts';
import type { Wording, Words } from './wording.ts';

/** The values of the questions answered so far, by name. */
export type Answers = Record<string, unknown>;

/** Numbers and words an owner may set for a service. */
export type Rules = Readonly<Record<string, string | number | boolean>>;

/** What is published about a code, in the language nearest to this one. */
export type LookUp = (
	code: string,
	lang: string,
) => { article: string; title: string; url: string; text: string } | undefined;

/** What a question may look at: who is asked, where and when, and what they have answered before it. */
export type Asking<A = Answers> = {
	db: Db;
	/** Whose journey it is, or who answers in their place. */
	actor: Actor;
	customer: string;
	/** None for one that is only looked at. */
	journey?: string | undefined;
	channel: string;
	lang: string;
	/** IANA, of the customer where they told, else of the business. */
	zone: string;
	now: Date;
	say: Say;
	/** None where nothing is searched, as in a job. */
	lookUp?: LookUp | undefined;
	rules: Rules;
	answers: A;
	/** Reads what several questions want to know, and what answering does not change, but once for a turn. */
	once<T>(what: string, read: () => Promise<T>): Promise<T>;
	/** What this very question was answered before, if it was. */
	before?: unknown;
};
/** The same within the transaction that changes something. */
export type Acting<A = Answers> = Asking<A> & { db: Tx; journey: string };

/** Why something will not do, for the customer to read. `code` is stable. */
export type Fault = Words & { code: string };

/** What became of an answer: the value; why not; or what is left to choose from of it. */
export type Reading<V> = { value: V } | { fault: Fault; among?: Shape } | { fault?: Fault; among: Shape };

/** A kind of question. `V` is what is kept, `A` what must have been answered before. */
export type Field<V = unknown, A = Answers> = {
	kind: string;
	label: Wording;
	hint?: Wording | undefined;
	schema: z.ZodType<V>;
	/** Of a closed set: all of it. */
	values?: readonly string[] | undefined;
	shape(asking: Asking<A>): Shape | Promise<Shape>;
	/** Reads what was typed, said, chosen or sent; a value that was kept is read again as itself. */
	read(input: unknown, asking: Asking<A>, shape: Shape): Reading<V> | Promise<Reading<V>>;
	/** The same out of something longer, in which other things are said as well; nothing where it is not in it. */
	find?(text: string, asking: Asking<A>, shape: Shape): Reading<V> | undefined;
	show(value: V, asking: Asking<A>): string | Promise<string>;
	/** What is known of the customer already, and need not be asked. */
	known?(asking: Asking<A>): Promise<V | undefined>;
	/** Takes what was chosen for this journey, so that nobody else gets it meanwhile; what it had `before` is given back. */
	claim?(value: V, acting: Acting<A>, before?: V): Promise<Reading<V>>;
	release?(value: V, acting: Acting<A>): Promise<void>;
};

/** Said before the next question. */
export type Content =
	| { kind: 'text'; text: string }
	| { kind: 'picture'; url: string; text: string }
	| { kind: 'link'; url: string; text: string };

export type AskStep = {
	kind: 'ask';
	name: string;
	field: Field;
	when?: Condition | undefined;
	optional: boolean;
};
export type TellStep = {
	kind: 'tell';
	when?: Condition | undefined;
	content(asking: Asking): readonly Content[] | Promise<readonly Content[]>;
};
/** A rule over several answers: which one to ask again and why, or why it ends here. */
export type Verdict = { again: string; fault: Fault } | { ends: Fault };
export type CheckStep = {
	kind: 'check';
	/** It is looked at once all of these are answered. */
	of: readonly string[];
	check(asking: Asking): Verdict | undefined | Promise<Verdict | undefined>;
};
export type Step = AskStep | TellStep | CheckStep;

/** A line of a receipt or a result. */
export type Line = { label: string; value: string };

/** What came of it. Texts are in the language of the journey. */
export type Result = {
	text: string;
	lines?: readonly Line[];
	/** By which people ask for it again. */
	reference?: string;
	/** The record that was made. */
	about?: { type: string; id: string };
	links?: readonly { url: string; text: string }[];
	/** A service to go on with, and what it need not ask; `journey`: the one that was begun by it. */
	next?: { service: string; answers: Answers; journey?: string };
};

/** What the world outside said. `retry` is false where trying again cannot help. */
export type Settled = { ok: true; data?: unknown } | { ok: false; retry: boolean; error: string };

/** An act that needs the world outside: asked for under one key however often it is tried, and settled when the answer is there. */
export type Outside = {
	/** Over the network, never within a transaction. Must end by itself within 30 seconds and must not throw. */
	call(asking: Asking, key: string): Promise<Settled>;
	settle(acting: Acting, settled: Settled): Promise<Result>;
};

/** What a service is, as the engine reads it. Made by `service(…)`, or out of JSON. */
export type Definition = {
	id: string;
	/** Higher whenever an answer given before may no longer do. */
	version: number;
	title: Wording;
	summary: Wording;
	/** On the button that does it. */
	confirm: Wording;
	/** How people ask for it, by language. */
	examples: Readonly<Record<string, readonly string[]>>;
	audience: Assurance;
	/** Whether a receipt is shown before anything happens; it may hang on the answers. */
	reviewed: boolean | ((answers: Answers) => boolean);
	/** Those in force. */
	rules: Rules;
	/** Those an owner may set. */
	ruled?: readonly RuleDeclared[];
	steps: readonly Step[];
	/** Questions that are not asked here, and count as skipped. */
	skipped?: readonly string[];
	/** Why it is not for this customer; nothing where it is. */
	eligible?: ((asking: Asking) => Promise<Fault | undefined>) | undefined;
	/** What the receipt says beyond the answers. */
	receipt?: ((asking: Asking) => Promise<readonly Line[]>) | undefined;
	/** Once for each journey. With `outside` it prepares the row that waits. */
	act(acting: Acting): Promise<Result>;
	outside?: Outside | undefined;
	undo?: { minutes: number; undo(acting: Acting, result: Result): Promise<void> } | undefined;
};
