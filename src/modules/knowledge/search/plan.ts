import { foldMarks } from '#core/text/fold.ts';
import { isFunctionWord } from '#core/text/function-words.ts';
import { DICTIONARY, FOLDED, GRAM, PAIR, SINGLE, WORD } from '#core/text/tokens.ts';
import type { Kind, Token } from '#core/text/tokens.ts';
import { isTypeable, slips } from './misspellings.ts';
import { partsOf } from './shard.ts';
import type { Part, Shard } from './shard.ts';
import { planSynonyms } from './synonyms.ts';
import { FUNCTION_WORD_WEIGHT, KIND_WEIGHT, rarity, STOP_WORD_WEIGHT, THAI_PAIR_WEIGHT } from './weights.ts';
import type { LanguageWords } from './words.ts';

/** Why a term is looked for: the question has it, or it may be meant by what the question has. */
export type How = 'asked' | 'spelling' | 'joined' | 'beginning' | 'synonym';

/** A term to look for, with what it earns. Terms of one slot are alternatives, such as the likely spellings of a word. */
export type PlannedTerm = {
	slot: number;
	weight: number;
	term: string;
	how: How;
	found: { part: Part; term: number }[];
};

export type Plan = {
	terms: PlannedTerm[];
	/** Weight of each slot, found or not: what the question could earn. */
	slots: number[];
	/** The term of the question that each slot stands for. */
	asked: string[];
};

export type PlanOptions = {
	/** The question is asked in this shard's language, or might be. */
	own: boolean;
	/** Take the last word as a beginning. */
	prefix: boolean;
	/** The owner's own words in the shard's language. */
	words?: LanguageWords | undefined;
};

/** A question as one language reads it. */
export type Question = {
	text: string;
	all: Token[];
	/** Each term once, the first `MOST_TERMS`: a pasted page is as good as its beginning. */
	unique: Token[];
	/** The words in order as one number, 0 for none. */
	key: number;
};
export const MOST_TERMS = 160;

/** What to look for in one shard. Function words and vague pairs weigh less, unknown words are replaced by their neighbours. */
export function planQuery(shard: Shard, { text, all, unique }: Question, options: PlanOptions): Plan {
	const weigh = weigher(shard.lang, unique, options.words);
	const last = options.prefix ? all.findLast(({ kind }) => kind === WORD) : undefined;
	const plan: Plan = { terms: [], slots: [], asked: [] };
	for (const token of unique) {
		if (!options.own && VAGUE.has(token.kind)) continue;
		const weight = weigh(token);
		if (token === last) planBeginning(plan, shard, text, token);
		else planTerm(plan, shard, token, weight, options.own);
	}
	if (options.own) planJoined(plan, shard, all);
	if (options.own && options.words) planSynonyms(plan, shard, all, options.words);
	return plan;
}

/** A place among what the question could earn. Gives its number. */
function openSlot(plan: Plan, asked: string, worth: number): number {
	plan.asked.push(asked);
	return plan.slots.push(worth) - 1;
}

/** Vietnamese typed without any marks is matched without marks; its unmarked words would otherwise meet only the rare unmarked syllables. */
const PLAIN_VIETNAMESE: Partial<Record<Kind, number>> = { [WORD]: 0.2, [FOLDED]: 0.8, [PAIR]: 0.8 };

function weigher(lang: string, all: Token[], words: LanguageWords | undefined): (token: Token) => number {
	const plain = lang === 'vi' && all.filter(({ kind }) => kind === WORD).every(({ term }) => term === foldMarks(term));
	const thai = all.some(({ kind }) => kind === DICTIONARY);
	return ({ term, kind }) => {
		if (words?.stops.has(term)) return STOP_WORD_WEIGHT;
		if (plain) return PLAIN_VIETNAMESE[kind] ?? KIND_WEIGHT[kind];
		if (thai && kind === GRAM) return THAI_PAIR_WEIGHT;
		return kind === WORD && isFunctionWord(term, lang) ? FUNCTION_WORD_WEIGHT : KIND_WEIGHT[kind];
	};
}

/** Not worth a look in the other languages. */
const VAGUE = new Set<Kind>([SINGLE, FOLDED, PAIR]);

/** In the other languages only rare terms are looked for: names, codes and loan words, not what happens to be spelled alike. */
const RARE_SHARE = 0.02;
const FEW = 50;
/** An unseen pair of characters mostly spans two words and means little; an unseen word is what the question is about. */
const UNSEEN_PAIR = 0.5;

function planTerm(plan: Plan, shard: Shard, token: Token, weight: number, own: boolean): void {
	const { found, frequency } = lookUp(shard, token.term);
	const worth = weight * rarity(shard.live, frequency);
	const slot = openSlot(plan, token.term, frequency || token.kind === WORD ? worth : worth * UNSEEN_PAIR);
	if (frequency) {
		if (own || frequency <= Math.max(FEW, shard.live * RARE_SHARE))
			plan.terms.push({ slot, weight: worth, term: token.term, how: 'asked', found });
	} else if (own && isTypeable(token.term, token.kind)) planNeighbours(plan, shard, token.term, slot, weight);
}

export function lookUp(shard: Shard, term: string): { found: PlannedTerm['found']; frequency: number } {
	const found: PlannedTerm['found'] = [];
	let frequency = 0;
	for (const part of partsOf(shard)) {
		const number = part.source.find(term);
		if (number < 0) continue;
		found.push({ part, term: number });
		// Lists still name removed documents: as many, most likely, as of all documents.
		frequency += part.source.frequency(number) * (1 - part.removed / part.entries.length);
	}
	return { found, frequency };
}

const MOST_NEIGHBOURS = 3;
const ONE_SLIP = 0.8;
const TWO_SLIPS = 0.5;
const LONG_WORD = 8;

/** Spellings that the unknown word was probably meant to be. */
function planNeighbours(plan: Plan, shard: Shard, word: string, slot: number, weight: number): void {
	const near = new Set(partsOf(shard).flatMap(({ source }) => source.near(word)));
	const most = word.length >= LONG_WORD ? 2 : 1;
	const ranked = [...near]
		.map((term) => ({ term, distance: slips(word, term) + (term[0] === word[0] ? 0 : 0.5) }))
		.filter(({ distance }) => distance < most + 1)
		.toSorted((a, b) => a.distance - b.distance)
		.slice(0, MOST_NEIGHBOURS);
	for (const { term, distance } of ranked) {
		const { found, frequency } = lookUp(shard, term);
		const likelihood = (distance < 2 ? ONE_SLIP : TWO_SLIPS) / Math.sqrt(ranked.length);
		plan.terms.push({
			slot,
			weight: weight * likelihood * rarity(shard.live, frequency),
			term,
			how: 'spelling',
			found,
		});
	}
}

/** Words that people write both together and apart: `sign up` finds `signup`. An addition, so its absence costs nothing. */
function planJoined(plan: Plan, shard: Shard, all: Token[]): void {
	const words = all.filter(({ kind }) => kind === WORD).slice(0, MOST_TERMS);
	words.slice(1).forEach((word, i) => {
		const term = words[i]!.term + word.term;
		const { found, frequency } = lookUp(shard, term);
		if (!frequency) return;
		const slot = openSlot(plan, term, 0);
		plan.terms.push({ slot, weight: rarity(shard.live, frequency), term, how: 'joined', found });
	});
}

const MOST_ENDINGS = 12;
/** A longer word is a guess; and where what is typed is a word already, that word is the better guess, however common it is. */
const GUESS = 0.7;
const GUESS_BEYOND_WORD = 0.4;

/** The word that is being typed: itself, and the frequent words that begin with it. */
function planBeginning(plan: Plan, shard: Shard, question: string, token: Token): void {
	const typed = foldMarks(question.trim().split(/\s+/).at(-1)!.toLowerCase());
	const endings = partsOf(shard).flatMap(({ source }) => [
		...source.beginning(token.term, MOST_ENDINGS),
		...source.beginning(`~${typed}`, shard.lang === 'vi' ? MOST_ENDINGS : 0),
	]);
	const slot = openSlot(plan, token.term, rarity(shard.live, 0) / 2);
	const whole = lookUp(shard, token.term);
	const worth = rarity(shard.live, whole.frequency);
	if (whole.frequency) plan.terms.push({ slot, weight: worth, term: token.term, how: 'asked', found: whole.found });
	for (const term of new Set(endings)) {
		if (term === token.term) continue;
		const { found, frequency } = lookUp(shard, term);
		const own = rarity(shard.live, frequency);
		const weight = whole.frequency ? GUESS_BEYOND_WORD * Math.min(own, worth) : GUESS * own;
		plan.terms.push({ slot, weight, term, how: 'beginning', found });
	}
}
