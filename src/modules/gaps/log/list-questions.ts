import { type ExpressionBuilder, sql } from 'kysely';
import { type Actor, authorise } from '#core/access.ts';
import type { Db } from '#core/db.ts';
import type { Outcome } from '#modules/assistant/index.ts';
import { canReadQuestions } from '../policy.ts';
import '../tables.ts';
import { firstIdAt } from '#core/ids.ts';
import { queryFor } from '#core/text/lexemes.ts';

export type QuestionFilter = {
	outcome?: Outcome | undefined;
	lang?: string | undefined;
	channel?: string | undefined;
	rating?: 'good' | 'bad' | undefined;
	/** Asked at this time or later, and before that. */
	from?: Date | undefined;
	until?: Date | undefined;
	/** Words that it holds; the last may be a beginning. A question is found by its words a minute after it was asked. */
	text?: string | undefined;
};
type Page = { before?: string | undefined; limit: number };

/** The question log, newest first, each with the opinion of whoever asked, its gap and the article somebody gave it to. */
export async function listQuestions(db: Db, actor: Actor, { before, limit, ...filter }: QuestionFilter & Page) {
	authorise(canReadQuestions(actor), actor);
	const words = filter.text ? queryFor(filter.text, filter.lang) : undefined;
	if (words === '') return [];
	// By ids alone first, which an index answers without the rows.
	const picked = pick(db, filter, { before, limit }, words);
	return shown(db).innerJoin(picked.as('picked'), 'picked.id', 'q.id').orderBy('q.id', 'desc').execute();
}

/** One of them. */
export async function findQuestion(db: Db, actor: Actor, id: string) {
	authorise(canReadQuestions(actor), actor);
	return shown(db).where('q.id', '=', id).executeTakeFirst();
}

export type LoggedQuestion = Awaited<ReturnType<typeof listQuestions>>[number];

const shown = (db: Db) =>
	db
		.selectFrom('questions as q')
		.leftJoin('ratings as r', (join) =>
			join.onRef('r.question_id', '=', 'q.id').onRef('r.customer_id', '=', 'q.customer_id'),
		)
		.leftJoin('gap_questions as member', 'member.question_id', 'q.id')
		.leftJoin('gaps as g', 'g.id', 'member.gap_id')
		.leftJoin('question_articles as given', 'given.question_id', 'q.id')
		.selectAll('q')
		.select(['r.solved', 'r.missing', 'g.root_id as gap_id', 'given.article_id as belongs_to']);

function pick(db: Db, filter: QuestionFilter, page: Page, words: string | undefined) {
	const { outcome, lang, channel, rating } = filter;
	let query = db.selectFrom('questions as q').select('q.id').orderBy('q.id', 'desc').limit(page.limit);
	query = query.where((eb) => eb.and(bounds(eb, 'q.id', filter, page)));
	if (outcome) query = query.where('q.outcome', '=', outcome);
	if (lang) query = query.where('q.lang', '=', lang);
	if (channel) query = query.where('q.channel', '=', channel);
	if (rating)
		query = query
			.innerJoin('ratings as opinion', 'opinion.question_id', 'q.id')
			.where('opinion.solved', '=', rating === 'good')
			.where((eb) => eb.and(bounds(eb, 'opinion.question_id', filter, page)));
	if (words)
		query = query
			.innerJoin(holding(db, words).as('s'), 's.question_id', 'q.id')
			.where((eb) => eb.and(bounds(eb, 's.question_id', filter, page)));
	return query;
}

/**
 * Questions that hold the words. How often one word is asked Postgres knows, not how often two are asked together: it would look for them from the newest
 * on, through all if need be. Where there are several, `offset 0` has it find them all by the index of words first.
 */
const holding = (db: Db, words: string) =>
	db
		.selectFrom('question_search')
		.select('question_id')
		.where(sql<boolean>`words @@ ${words}::tsquery`)
		.$if(words.includes(' & '), (several) => several.offset(0));

/** Said of each table: Postgres does not conclude it of one from the other. */
function bounds<DB, TB extends keyof DB>(
	eb: ExpressionBuilder<DB, TB>,
	column: string,
	{ from, until }: QuestionFilter,
	{ before }: Page,
) {
	const id = sql.ref<string>(column);
	return [
		...(before ? [eb(id, '<', before)] : []),
		...(from ? [eb(id, '>=', firstIdAt(from))] : []),
		...(until ? [eb(id, '<', firstIdAt(until))] : []),
	];
}
