import { parentPort, workerData } from 'node:worker_threads';
import { openDatabase } from '#core/db.ts';
import { search, searchDocuments, type SearchDocument, searchIndex, upsert } from '#modules/knowledge/index.ts';
import { fitScorer } from './scoring/fit.ts';
import { without } from './scoring/folds.ts';
import type { ScoredDocument, SearchWithout } from './scoring/types.ts';

/**
 * Examines the published knowledge in a thread of its own and answers with what it learnt. Large bases are examined by a part of their
 * translations, those with example questions first: what is learnt are a few dozen weights.
 */
const MOST_EXAMINED = 3_000;
const TEXT = 1_000;
const HITS = 20;

const { url, fallbackLang } = workerData as { url: string; fallbackLang: string };
const database = openDatabase(url, { max: 1 });
const documents = await readAll();
await database.close();
parentPort?.postMessage(fitScorer(documents.map(scored), searchOver(examined(documents))), []);

async function readAll(): Promise<SearchDocument[]> {
	const all: SearchDocument[] = [];
	for await (const batch of searchDocuments(database.db)) {
		// Beyond what is examined only the example questions count.
		all.push(...(all.length < MOST_EXAMINED ? batch : batch.map((document) => ({ ...document, passages: [] }))));
	}
	return all;
}

function examined(all: SearchDocument[]): SearchDocument[] {
	return all
		.filter((document) => document.passages.length > 0 || document.questions.length > 0)
		.slice(0, MOST_EXAMINED);
}

function scored({ articleId, lang, title, questions, passages }: SearchDocument): ScoredDocument {
	const text = passages
		.map((passage) => passage.text)
		.join('\n')
		.slice(0, TEXT);
	return { articleId, lang, title, questions, text };
}

/** A fresh index for each fold: one that had the absent articles before would still count their words. */
function searchOver(all: SearchDocument[]): SearchWithout {
	return (absence) => {
		const index = searchIndex();
		for (const document of without(all, absence)) upsert(index, document);
		return (question, lang) =>
			search(index, question, { lang, fallbackLang, limit: HITS }).hits.map(({ articleId, score, features }) => ({
				articleId,
				score,
				coverage: features.coverage,
			}));
	};
}
