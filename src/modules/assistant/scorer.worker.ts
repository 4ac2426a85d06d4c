import { setTimeout as sleep } from 'node:timers/promises';
import { type Db, openDatabase } from '#core/db.ts';
import { topicVersion } from '#core/refresh.ts';
import {
	askedDocuments,
	documentsById,
	KNOWLEDGE,
	search,
	searchIndex,
	type SearchDocument,
	upsert,
} from '#modules/knowledge/beside.ts';
import type { ExamineOrder, Lesson } from './examine.ts';
import type { Classifier } from './scoring/classifier.ts';
import { fitInSteps } from './scoring/fit.ts';
import { without } from './scoring/folds.ts';
import { hitsOf } from './scoring/hits-of.ts';
import { sampleOf } from './scoring/sample.ts';
import type { ScoredDocument, SearchWithout } from './scoring/types.ts';

/**
 * Examines the published knowledge in a process of its own and answers what it learns, step by step. Of a large base only a sample is
 * searched: what is learnt from it are a few dozen weights. All example questions are read, so that each article is known by its own.
 */
const MOST_EXAMINED = 600;
/** A book among the articles would take as long as all the others. */
const MOST_READ = 10_000;
const TEXT = 1_000;
const HITS = 20;

process.once('message', async (order: ExamineOrder) => {
	const { version, documents, sample } = await readAll(order.url);
	const steps = fitInSteps(
		{ documents: documents.map(scored), sample: sample.map(scored) },
		searchOver(sample, order.fallbackLang),
	);
	let sent: Classifier | undefined;
	for (const { classifier, ...fit } of steps) {
		const lesson: Lesson = { version, size: documents.length, fit: classifier === sent ? fit : { ...fit, classifier } };
		await new Promise((done) => process.send?.(lesson, undefined, undefined, done));
		sent = classifier;
	}
	process.disconnect();
});

// Without its server there is nobody to learn for.
process.on('disconnect', () => process.exit());

async function readAll(url: string) {
	const database = openDatabase(url, { max: 1 });
	const version = await patiently(() => topicVersion(database.db, KNOWLEDGE));
	const documents: SearchDocument[] = [];
	for await (const batch of askedDocuments(database.db)) documents.push(...batch);
	const sample = await withText(database.db, sampleOf(documents, MOST_EXAMINED));
	await database.close();
	return { version, documents, sample };
}

const TRIES = 10;
const PAUSE_MS = 500;

/** On a busy machine a connection may take longer than the pool waits, which is made for customers. */
async function patiently<T>(ask: () => Promise<T>): Promise<T> {
	for (let left = TRIES; ; left--) {
		try {
			return await ask();
		} catch (error) {
			if (left === 0) throw error;
			await sleep(PAUSE_MS);
		}
	}
}

const BATCH = 100;

/** What has no words at all teaches nothing. */
async function withText(db: Db, sample: readonly SearchDocument[]): Promise<SearchDocument[]> {
	const ids = sample.map(({ id }) => id);
	const read: SearchDocument[] = [];
	for (let from = 0; from < ids.length; from += BATCH)
		read.push(...(await documentsById(db, ids.slice(from, from + BATCH))).map(beginning));
	return read.filter(({ passages, questions }) => passages.length > 0 || questions.length > 0);
}

function beginning(document: SearchDocument): SearchDocument {
	let left = MOST_READ;
	const passages = document.passages.map((passage) => {
		const text = passage.text.slice(0, left);
		left -= text.length;
		return { ...passage, text };
	});
	return { ...document, passages };
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
		return (question, lang) => hitsOf(search(index, question, { lang, fallbackLang, limit: HITS }).hits);
	};
}
