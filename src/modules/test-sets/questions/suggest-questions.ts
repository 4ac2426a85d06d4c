import { type Actor, authorise } from '#core/access.ts';
import type { Db } from '#core/db.ts';
import { listQuestions, type LoggedQuestion, type QuestionFilter } from '#modules/gaps/index.ts';
import { questionKey } from '#modules/knowledge/index.ts';
import { canImport } from '../policy.ts';
import '../tables.ts';
import type { Expected } from '../expected.ts';

/** A question of the log, and what to expect of it as far as anybody has said which article is right. */
export type Suggestion = {
	question_id: string;
	text: string;
	lang: string;
	outcome: LoggedQuestion['outcome'];
	expected: Expected | null;
	article_id: string | null;
	/** Somebody of the team gave it to the article, or whoever asked was helped by it. */
	why: 'given' | 'solved' | null;
};

/** Of so many questions of the log the wordings are told apart at once. */
const READ = 200;

/**
 * Questions of the log for a set that has them not yet, each wording once, the newest first. `next`: where the log goes on, also where a page holds nothing
 * new. Nobody's guess is made: without a known right article there is no expectation.
 */
export async function suggestTests(
	db: Db,
	actor: Actor,
	{ set_id, before, ...filter }: QuestionFilter & { set_id: string; before?: string | undefined },
): Promise<{ items: Suggestion[]; next: string | null }> {
	authorise(canImport(actor), actor);
	const rows = await listQuestions(db, actor, { ...filter, before, limit: READ });
	const known = new Set((await wordingsIn(db, set_id)).map(keyOf));
	const groups = Map.groupBy(rows.filter(hasWords), keyOf);
	const fresh = [...groups].filter(([key]) => !known.has(key)).map(([, group]) => group);
	return { items: fresh.map(suggestionOf), next: rows.length === READ ? (rows.at(-1)?.id ?? null) : null };
}

const wordingsIn = (db: Db, set_id: string) =>
	db
		.selectFrom('test_questions')
		.select(['text', 'lang'])
		.where('set_id', '=', set_id)
		.where('removed_at', 'is', null)
		.execute();

/** A test is in the language in which the question was asked, whatever its words look like. */
type Worded = { text: string; lang: string; asked_lang?: string | null };
const langOf = ({ lang, asked_lang }: Worded): string => asked_lang ?? lang;
const wordingOf = (question: Worded): number => questionKey(question.text, langOf(question));
const keyOf = (question: Worded): string => `${langOf(question)} ${wordingOf(question)}`;
const hasWords = (question: Worded): boolean => wordingOf(question) !== 0;

/** Of one wording, asked perhaps several times. */
export function suggestionOf(group: readonly LoggedQuestion[]): Suggestion {
	const given = group.find(({ belongs_to }) => belongs_to !== null);
	const found = given ? undefined : solvedIn(group);
	const asked = given ?? found ?? group[0]!;
	const { id, text, outcome } = asked;
	const question = { question_id: id, text, lang: langOf(asked), outcome };
	if (given) return { ...question, expected: 'answer', article_id: given.belongs_to, why: 'given' };
	const article_id = found ? firstOf(found) : null;
	if (!article_id) return { ...question, expected: null, article_id: null, why: null };
	return { ...question, expected: outcome === 'answer' ? 'answer' : 'found', article_id, why: 'solved' };
}

/** Where opinions differ, on the article or on which one, nobody knows. */
function solvedIn(group: readonly LoggedQuestion[]): LoggedQuestion | undefined {
	const rated = group.filter(({ solved }) => solved !== null);
	const articles = new Set(rated.map(firstOf));
	return articles.size === 1 && rated.every(({ solved }) => solved) ? rated[0] : undefined;
}

const firstOf = ({ shown }: LoggedQuestion): string | null => shown[0]?.article_id ?? null;
