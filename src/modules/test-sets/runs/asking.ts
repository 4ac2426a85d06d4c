import type { Db } from '#core/db.ts';
import { inTurns } from '#core/in-turns.ts';
import type { Scorer } from '#modules/assistant/index.ts';
import { type Batch, type Library, type Trial, waitingTexts } from '#modules/knowledge/index.ts';
import { type Expectation, judge, type Judged } from '../judge.ts';

export type AskingApp = { database: { db: Db }; library: Library; scorer: Scorer };
export type Test = Expectation & { id: string; text: string; lang: string };

/** What is published with drafts tried out, made anew whenever something is published meanwhile. */
export type Drafts = { tried: number; waiting: number; now(): Promise<Trial> };

export async function openDrafts({ database, library }: AskingApp, batch?: Batch): Promise<Drafts> {
	const { documents, waiting } = await waitingTexts(database.db, batch);
	let trial: Trial | undefined;
	return {
		tried: documents.length,
		waiting,
		now: async () => {
			if (!trial || trial.isStale()) trial = await library.trial({ documents });
			return trial;
		},
	};
}

export type Answered<T extends Test> = { test: T; judged: Judged; live: Judged | undefined };

type Asking<T> = {
	tests: readonly T[];
	drafts: Drafts | undefined;
	/** Whether what passes with the drafts is asked of what is published as well. */
	live: 'always' | 'if_failed';
};

/** Asks questions, with drafts also of what is published. A trial lives only until something changes: each question looks whether it does. */
export async function askAll<T extends Test>(
	{ scorer }: AskingApp,
	{ tests, drafts, live: wanted }: Asking<T>,
): Promise<Answered<T>[]> {
	const answered: Answered<T>[] = [];
	const turn = inTurns();
	for (const test of tests) {
		await turn();
		const find = (await drafts?.now())?.find;
		const judged = judge(test, scorer.consider(test.text, test.lang, find));
		const isWanted = find && (wanted === 'always' || !judged.passed);
		answered.push({ test, judged, live: isWanted ? judge(test, scorer.consider(test.text, test.lang)) : undefined });
	}
	return answered;
}
