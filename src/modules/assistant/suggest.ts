import type { Library } from '#modules/knowledge/index.ts';
import { answerFrom } from './ask.ts';
import type { Scorer } from './scorer.ts';
import type { Answer } from './tables.ts';

export type Suggestion = Answer & {
	/** 0..1: how likely it is what was asked for. */
	chance: number;
};

/** Less likely ones are noise beside the conversation. */
const LEAST_CHANCE = 0.1;

/** What articles answer to a text, best first, word for word: for a person to choose from, so nothing is logged and nothing counted. Throws `index_building`. */
export function suggest(
	{ library, scorer }: { library: Library; scorer: Scorer },
	{ text, lang, limit }: { text: string; lang: string; limit: number },
): Suggestion[] {
	const likely = scorer
		.consider(text, lang)
		.candidates.filter(({ chance }) => chance >= LEAST_CHANCE)
		.slice(0, limit);
	const chances = new Map(likely.map(({ id, chance }) => [id, chance]));
	const cards = library.cards.get([...chances.keys()]);
	return cards.map((card) => ({ ...answerFrom(card, text), chance: Number((chances.get(card.id) ?? 0).toFixed(4)) }));
}
