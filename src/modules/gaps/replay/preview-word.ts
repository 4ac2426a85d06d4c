import { type Actor, authorise } from '#core/access.ts';
import { listWords, type TaughtWord } from '#modules/knowledge/index.ts';
import { termsOf } from '#core/text/lexemes.ts';
import { canMend } from '../policy.ts';
import { nearestQuestions } from './nearest-questions.ts';
import type { Preview, ReplayApp } from './preview-example.ts';
import { compare } from './replay.ts';
import { titlesOf } from './titles-of.ts';

const REPLAYED = 500;

/** What would be answered otherwise if the search were taught this word: the logged questions that hold it, asked again. */
export async function previewWord(
	{ database: { db }, library, scorer, clock }: ReplayApp,
	actor: Actor,
	word: TaughtWord,
): Promise<Preview> {
	authorise(canMend(actor), actor);
	const taught = await listWords(db, actor);
	const said = word.both ? `${word.phrase} ${word.means}` : word.phrase;
	const near = await nearestQuestions(db, { terms: termsOf(said, word.lang), at: clock(), limit: REPLAYED });
	const after = await library.trial({ words: [...taught, word] });
	const { replayed, changes } = await compare(scorer, near, { before: library.find, after });
	return { replayed, changes, titles: await titlesOf(db, word.lang, changes) };
}
