import { eachTokenButDictionary, FOLDED, GRAM, PAIR, SINGLE, WORD } from '#core/text/tokens.ts';
import { classesOf } from './classes-of.ts';

/** Classes of words weigh more than the words: they hold for what no example says. */
const WEIGHTS = { class: 2.5, pair: 1, term: 1 };

/** A question or wish shows in its beginning; nobody reads a page for it. */
const READ = 400;

/** What a text is recognised by, and how much each weighs: its terms, neighbouring words, the classes of its words and which stand together. */
export function featuresOf(text: string): Map<string, number> {
	const read = text.slice(0, READ);
	const features = new Map<string, number>();
	const add = (name: string) => features.set(/^~?\d/.test(name) ? '#' : name, WEIGHTS.term);
	eachTokenButDictionary(read, 'vi', (term, kind) => {
		if (kind === WORD || kind === FOLDED || kind === PAIR || kind === GRAM || kind === SINGLE) add(term);
	});
	let before = '^';
	eachTokenButDictionary(read, 'en', (term, kind) => {
		if (kind !== WORD) return;
		add(`=${term}`);
		add(`${before}=${term}`);
		before = term;
	});
	const classes = [...classesOf(read)].toSorted();
	classes.forEach((name, i) => {
		features.set(`@${name}`, WEIGHTS.class);
		for (const other of classes.slice(i + 1)) features.set(`@${name}&${other}`, WEIGHTS.pair);
	});
	return features;
}
