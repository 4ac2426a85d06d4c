import type { LookUp } from '#journeys/definition.ts';
import type { Passage } from './body/passages.ts';
import type { Card } from './cards.ts';
import type { Library } from './library.ts';

const ARTICLES = 6;
const LONGEST = 900;

type Place = { card: Card; passage: Passage; text: string; worth: number };

/**
 * Where the published articles say what to do about a code: an article that has it in its title, else a section that has it in its heading, else the line in
 * which it stands. Nothing where it stands nowhere: something alike would be advice for another fault.
 */
export function lookUpCode(
	library: Library,
	code: string,
	langs: { lang: string; fallbackLang: string },
): ReturnType<LookUp> {
	const named = namesCode(code);
	if (!named || library.state() !== 'ready') return undefined;
	const { hits } = library.find(code, { ...langs, limit: ARTICLES });
	const places = library.cards.get(hits.map(({ id }) => id)).flatMap((card) => placesIn(card, named));
	const [best] = places.toSorted((a, b) => b.worth - a.worth);
	if (!best) return undefined;
	const { card, passage, text } = best;
	const anchor = passage.anchor ? `#${encodeURIComponent(passage.anchor)}` : '';
	return { article: card.article_id, title: card.title, url: card.url + anchor, text: shortened(text) };
}

const WORTH = { title: 3, heading: 2, line: 1 };

function placesIn(card: Card, named: (text: string) => boolean): Place[] {
	const inTitle = named(card.title);
	return card.passages.flatMap((passage) => {
		const lines = passage.leaves.filter(({ text }) => named(text));
		const isLead = inTitle && lines[0]?.type === 'paragraph';
		if (isLead) return [{ card, passage, text: lines[0]?.text ?? '', worth: WORTH.title }];
		if (named(passage.heading)) return [{ card, passage, text: inSteps(passage), worth: WORTH.heading }];
		return lines.slice(0, 1).map(({ text }) => ({ card, passage, text, worth: WORTH.line }));
	});
}

const inSteps = ({ leaves }: Passage): string =>
	leaves.map(({ within, item, text }) => (within === 'steps' ? `${item + 1}. ${text}` : text)).join('\n');

/** Whether a text names it, with or without its hyphen; as a whole: E-1 is not E-10. */
function namesCode(code: string): ((text: string) => boolean) | undefined {
	const [letters, digits] = [code.match(/\p{L}+/u)?.[0] ?? '', code.match(/\d+/)?.[0] ?? ''];
	if (digits === '') return undefined;
	const whole = new RegExp(String.raw`(?<![\p{L}\d-])${letters}[\s‑-]?${digits}(?![\p{L}\d])`, 'iu');
	return (text) => whole.test(text);
}

const shortened = (text: string): string =>
	text.length <= LONGEST ? text : `${text.slice(0, text.lastIndexOf(' ', LONGEST))} …`;
