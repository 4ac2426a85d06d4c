/** A passage as a model is given it. */
export type Passage = {
	/** What the model calls it by. */
	id: string;
	/** Title of the article and the headings above, outermost first: words and names of these are understood in the passage. */
	path: readonly string[];
	/** Plain text, a line a paragraph, step or table row; cells are told apart by ` | `, the first row of a table names its columns. */
	text: string;
};

/** What a model says, and the words it says it read that in. Without `passage` the quote is looked for in all. */
export type Claim = { text: string; quote: string; passage?: string | undefined };

export type Reason =
	| 'malformed'
	| 'quote'
	| 'language'
	| 'number'
	| 'unit'
	| 'comparison'
	| 'name'
	| 'binding'
	| 'word'
	| 'modal'
	| 'negation'
	| 'condition'
	| 'overlap';

/** `quote` is a verbatim slice of the passage's text. */
export type Verdict = { ok: true; quote: string; passage: string } | { ok: false; reason: Reason };

/** What the check has to know of a language. Lists are words separated by `|`; those of one line mean the same. */
export type Lexicon = {
	/** Whether words are separated by spaces. */
	spaced: boolean;
	/** Words after which the opposite is meant. */
	negation: string;
	/** Those of them that deny the whole sentence they begin. */
	negatesAll?: string;
	/** Words that make a statement hold only sometimes. */
	condition: string;
	modals: { must: string; may: string; maybe: string; should: string };
	/** How a figure is meant that stands beside them. */
	comparison: {
		atLeast: string;
		atMost: string;
		above: string;
		below: string;
		before: string;
		after: string;
		about: string;
	};
	/** Words that commit whoever says them; the quote itself must hold them. A line a meaning. */
	promises: readonly string[];
	/** Words that change to whom something applies, when or which way: none may be added. A line a meaning. */
	critical: readonly string[];
	/** Days and times of the week: a figure that holds on one of them does not hold on another. A line a meaning. */
	calendar: readonly string[];
	/** Words that begin the rest of a sentence, in languages that mark its end by a space alone. */
	continues?: string;
	/** Longer words that hold one of the above by chance. */
	harmless: string;
	/** Surfaces of units by their canonical name. */
	units: Readonly<Record<string, string>>;
	/** Words for numbers. */
	numbers: Readonly<Record<string, number>>;
	/** Those that count only beside a unit or as a part of a fraction, because they are other words as well. */
	doubtfulNumbers: string;
	/** Joins the ends of a range. */
	to: string;
	/** Stands before a unit to say for each of it: a price per hour is not one per day. */
	per: string;
	/** Stands behind a unit and says the same. */
	perBehind?: string;
	/** Words that carry no content of their own. */
	small: string;
};
