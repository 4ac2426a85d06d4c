import { openDatabase } from '#core/db.ts';
import { search, searchDocuments, type SearchDocument, searchIndex, upsert } from '#modules/knowledge/index.ts';
import type { ExamineOrder } from './examine.ts';
import { fitScorer } from './scoring/fit.ts';
import { without } from './scoring/folds.ts';
import type { ScoredDocument, SearchWithout } from './scoring/types.ts';

/**
 * Examines the published knowledge in a process of its own and answers with what it learnt. Large bases are examined by a part of their
 * translations, those with example questions first: what is learnt are a few dozen weights.
 */
const MOST_EXAMINED = 3_000;
const TEXT = 1_000;
const HITS = 20;

process.once('message', async (order: ExamineOrder) => {
	const documents = await readAll(order.url);
	const fit = fitScorer(documents.map(scored), searchOver(examined(documents), order.fallbackLang));
	process.send?.(fit, undefined, undefined, () => process.disconnect());
});

// Without its server there is nobody to learn for.
process.on('disconnect', () => process.exit());

/** Beyond what is examined only the example questions count. */
async function readAll(url: string): Promise<SearchDocument[]> {
	const database = openDatabase(url, { max: 1 });
	const all: SearchDocument[] = [];
	for await (const batch of searchDocuments(database.db, { whole: MOST_EXAMINED })) all.push(...batch);
	await database.close();
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
function searchOver(all: SearchDocument[], fallbackLang: string): SearchWithout {
	return (absence) => {
		const index = searchIndex();
		for (const document of without(all, absence)) upsert(index, document);
		return (question, lang) =>
			search(index, question, { lang, fallbackLang, limit: HITS }).hits.map(({ articleId, score, features }) => ({
				articleId,
				score,
				coverage: features.coverage,
				head: features.headCoverage,
				exact: features.exact,
			}));
	};
}
