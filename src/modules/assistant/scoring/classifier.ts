import { descend } from './descend.ts';
import { countFeatures, emptyRarity, featureGroups, vectorOf, type Rarity, type Vector } from './features.ts';
import { eachShared, type Rows } from './rows.ts';

/** The ways in which people ask for one article: its example questions, and its title as one more. */
export type Phrasings = { id: string; phrases: { text: string; lang: string }[] };

/** A linear classifier: one sparse row of weights per article, over the features of that article's own phrases. */
export type Classifier = { rowOf: Map<string, number>; rows: Rows; rarity: Rarity };

/** Phrases with the row of their article, in the order of rows. */
export type Examples = { vectors: Vector[]; rowOf: Uint32Array };

/**
 * Learns to tell the articles apart by how people ask for them: multinomial logistic regression by stochastic gradient descent, each
 * question against the articles it is most easily mistaken for. Starts from the mean of the phrases, so that one example each is
 * enough to be of use. The same input gives the same weights. Articles without phrases get no row.
 */
export function trainClassifier(articles: Phrasings[]): Classifier {
	const asked = articles.filter((article) => article.phrases.length > 0);
	const rarity = rarityIn(asked);
	const examples = vectorise(asked, rarity);
	const rows = meanRows(examples, asked.length);
	descend(rows, examples);
	return { rows, rarity, rowOf: new Map(asked.map(({ id }, i) => [id, i])) };
}

/** The question as the classifier sees it, to be scored against many articles. */
export const readQuestion = (classifier: Classifier, question: string, lang: string): Vector =>
	vectorOf(featureGroups(question, lang), classifier.rarity);

/** How well a question fits an article: about 0 for nothing in common, around 1 for one of its own phrases; undefined without a row. */
export function fitOf({ rowOf, rows }: Classifier, question: Vector, id: string): number | undefined {
	const row = rowOf.get(id);
	if (row === undefined) return undefined;
	let fit = 0;
	eachShared(rows, row, question, (at, value) => (fit += rows.weights[at]! * value));
	return fit;
}

function rarityIn(articles: Phrasings[]): Rarity {
	const rarity = emptyRarity(articles.reduce((count, { phrases }) => count + phrases.length, 0));
	for (const { phrases } of articles)
		for (const { text, lang } of phrases) countFeatures(rarity, featureGroups(text, lang));
	return rarity;
}

// Phrases are read a second time rather than kept as features: at 40,000 of them that would take more memory than all the rest.
function vectorise(articles: Phrasings[], rarity: Rarity): Examples {
	const vectors: Vector[] = [];
	const rowOf: number[] = [];
	articles.forEach(({ phrases }, row) => {
		for (const { text, lang } of phrases) {
			vectors.push(vectorOf(featureGroups(text, lang), rarity));
			rowOf.push(row);
		}
	});
	return { vectors, rowOf: Uint32Array.from(rowOf) };
}

const GROUPS = 3;

function meanRows({ vectors, rowOf }: Examples, count: number): Rows {
	const own: Vector[][] = Array.from({ length: count }, () => []);
	vectors.forEach((vector, i) => own[rowOf[i]!]!.push(vector));
	const features = own.map((vectors) => union(vectors));
	const starts = new Uint32Array(count + 1);
	features.forEach((ids, row) => (starts[row + 1] = starts[row]! + ids.length));
	const ids = new Uint32Array(starts[count]!);
	features.forEach((own, row) => ids.set(own, starts[row]));
	const rows = { starts, ids, weights: new Float32Array(ids.length) };
	vectors.forEach((vector, i) => {
		const share = 1 / (GROUPS * Math.sqrt(own[rowOf[i]!]!.length));
		eachShared(rows, rowOf[i]!, vector, (at, value) => (rows.weights[at]! += share * value));
	});
	return rows;
}

/** A row holds its article's own features and no others: as good as full rows in our trials, at a hundredth of their size. */
function union(vectors: Vector[]): Uint32Array {
	const all = new Uint32Array(vectors.reduce((size, { ids }) => size + ids.length, 0));
	let end = 0;
	for (const { ids } of vectors) {
		all.set(ids, end);
		end += ids.length;
	}
	return all.sort().filter((id, i) => i === 0 || id !== all[i - 1]);
}
