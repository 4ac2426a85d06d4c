import { descend, MANY } from './descend.ts';
import {
	countFeatures,
	emptyRarity,
	featureGroups,
	SQUARED_LENGTH,
	vectorOf,
	type Rarity,
	type Vector,
} from './features.ts';
import { eachShared, grown, type Rows } from './rows.ts';

/** The ways in which people ask for one article: its example questions, and its title as one more. */
export type Phrasings = { id: string; phrases: { text: string; lang: string }[] };

/** A linear classifier: one sparse row of weights per article, over the features of that article's own phrases. */
export type Classifier = { rowOf: Map<string, number>; rows: Rows; rarity: Rarity; brief: boolean };

/**
 * Phrases as vectors with the row of their article, in the order of rows. Vector `i` is `ids` and `values` from `starts[i]` to
 * `starts[i + 1]`: tens of thousands of little arrays would weigh more than what is in them.
 */
export type Examples = {
	count: number;
	starts: Uint32Array;
	ids: Uint32Array;
	values: Float32Array;
	rowOf: Uint32Array;
};

export const vectorAt = ({ starts, ids, values }: Examples, example: number): Vector => ({
	ids: ids.subarray(starts[example], starts[example + 1]),
	values: values.subarray(starts[example], starts[example + 1]),
});

/**
 * Learns to tell the articles apart by how people ask for them: multinomial logistic regression by stochastic gradient descent, each
 * question against the articles it is most easily mistaken for. Starts from the mean of the phrases, so that one example each is
 * enough to be of use. The same input gives the same weights. Articles without phrases get no row. `brief`: read little of each phrase.
 */
export function trainClassifier(articles: Phrasings[], brief = isLarge(articles)): Classifier {
	const asked = articles.filter((article) => article.phrases.length > 0);
	const read = (text: string, lang: string) => featureGroups(text, lang, brief);
	const rarity = rarityIn(asked, read);
	const examples = vectorise(asked, rarity, { read, usual: brief ? USUAL_TERMS : USUAL });
	const rows = meanRows(examples, asked.length);
	descend(rows, examples);
	return { rows, rarity, brief, rowOf: new Map(asked.map(({ id }, i) => [id, i])) };
}

const isLarge = (articles: Phrasings[]) => articles.reduce((sum, { phrases }) => sum + phrases.length, 0) > MANY;

type Read = (text: string, lang: string) => number[][];

/** The question as the classifier sees it, to be scored against many articles. */
export const readQuestion = (classifier: Classifier, question: string, lang: string): Vector =>
	vectorOf(featureGroups(question, lang, classifier.brief), classifier.rarity);

/** How well a question fits an article: about 0 for nothing in common, around 1 for one of its own phrases; undefined without a row. */
export function fitOf({ rowOf, rows }: Classifier, question: Vector, id: string): number | undefined {
	const row = rowOf.get(id);
	if (row === undefined) return undefined;
	let fit = 0;
	eachShared(rows, row, question, (at, value) => (fit += rows.weights[at]! * value));
	return fit;
}

function rarityIn(articles: Phrasings[], read: Read): Rarity {
	const rarity = emptyRarity(articles.reduce((count, { phrases }) => count + phrases.length, 0));
	for (const { phrases } of articles) for (const { text, lang } of phrases) countFeatures(rarity, read(text, lang));
	return rarity;
}

// Phrases are read a second time rather than kept as features: at 40,000 of them that would take more memory than all the rest.
function vectorise(articles: Phrasings[], rarity: Rarity, { read, usual }: { read: Read; usual: number }): Examples {
	const count = rarity.questions;
	const starts = new Uint32Array(count + 1);
	const rowOf = new Uint32Array(count);
	let ids = new Uint32Array(count * usual);
	let values = new Float32Array(count * usual);
	let example = 0;
	for (const [row, { phrases }] of articles.entries()) {
		for (const { text, lang } of phrases) {
			const vector = vectorOf(read(text, lang), rarity);
			const start = starts[example]!;
			const end = start + vector.ids.length;
			if (end > ids.length) [ids, values] = [grown(ids, end), grown(values, end)];
			ids.set(vector.ids, start);
			values.set(vector.values, start);
			rowOf[example] = row;
			starts[++example] = end;
		}
	}
	return { count, starts, ids, values, rowOf };
}

/** Features in a question of ten words, and how many of them are terms. */
const USUAL = 80;
const USUAL_TERMS = 20;

function meanRows(examples: Examples, count: number): Rows {
	const { rowOf } = examples;
	const firsts = new Uint32Array(count + 1);
	for (const row of rowOf) firsts[row + 1]!++;
	for (let row = 0; row < count; row++) firsts[row + 1]! += firsts[row]!;
	const starts = new Uint32Array(count + 1);
	let ids = new Uint32Array(examples.ids.length);
	for (let row = 0; row < count; row++) {
		const own = union(examples, firsts[row]!, firsts[row + 1]!);
		ids.set(own, starts[row]);
		starts[row + 1] = starts[row]! + own.length;
	}
	ids = ids.slice(0, starts[count]);
	const rows = { starts, ids, weights: new Float32Array(ids.length) };
	for (const [example, row] of rowOf.entries()) {
		const share = 1 / (SQUARED_LENGTH * Math.sqrt(firsts[row + 1]! - firsts[row]!));
		eachShared(rows, row, vectorAt(examples, example), (at, value) => (rows.weights[at]! += share * value));
	}
	return rows;
}

/** A row holds its article's own features and no others: as good as full rows in our trials, at a hundredth of their size. */
const union = ({ starts, ids }: Examples, first: number, end: number): Uint32Array =>
	ids
		.slice(starts[first], starts[end])
		.toSorted()
		.filter((id, i, all) => i === 0 || id !== all[i - 1]);
