import { baseLang } from '#core/text/languages.ts';
import { bestPassages, type Card, passageText } from '#modules/knowledge/index.ts';
import type { Passage } from '../check/types.ts';

/** A passage with the article it is from. */
export type CitedPassage = Passage & { card: Card; anchor: string };

/** Small models lose themselves in more. */
const MOST_ARTICLES = 3;
const FROM_FIRST = 3;
const LONGEST = 1_800;
const MOST_CHARACTERS = 7_000;

/** The passages of the best articles that fit the question, in its language: a sentence cannot be checked against another one. */
export function passagesFor(cards: readonly Card[], question: string, lang: string): CitedPassage[] {
	const own = cards.filter((card) => baseLang(card.lang) === baseLang(lang)).slice(0, MOST_ARTICLES);
	// The answer is in the first article or nowhere; the others only help out.
	if (own[0] !== cards[0]) return [];
	let room = MOST_CHARACTERS;
	const chosen = own.flatMap((card, i) => best(card, question, i === 0 ? FROM_FIRST : 1));
	return chosen
		.filter(({ text }) => (room -= text.length) > 0)
		.map((passage, i) => ({ ...passage, id: String(i + 1) }));
}

function best(card: Card, question: string, count: number): Omit<CitedPassage, 'id'>[] {
	const texts = card.passages.map((passage) => ({ heading: passage.heading, text: passageText(passage) }));
	return bestPassages(texts, question, card)
		.slice(0, count)
		.flatMap(({ ordinal }) => {
			const section = card.passages[ordinal];
			const text = texts[ordinal]?.text ?? '';
			if (!section || text.trim() === '') return [];
			const path = section.heading ? [...section.path, section.heading] : section.path;
			return [{ card, anchor: section.anchor, path, text: cut(text) }];
		});
}

function cut(text: string): string {
	if (text.length <= LONGEST) return text;
	const end = text.lastIndexOf('\n', LONGEST);
	return text.slice(0, end > 0 ? end : LONGEST).toWellFormed();
}
