import { type Actor, authorise } from '#core/access.ts';
import type { Tx } from '#core/db.ts';
import { problem } from '#core/errors.ts';
import { record } from '#core/events/record.ts';
import { newId } from '#core/ids.ts';
import { now } from '#core/transaction.ts';
import { setFilled } from '../events.ts';
import type { Expectation } from '../judge.ts';
import { canImport } from '../policy.ts';
import { lockSet, MOST_QUESTIONS, roomIn } from '../sets/lock-set.ts';
import '../tables.ts';
import { holdCustomers } from './hold-customers.ts';

/** A question of the log, and what somebody decided to expect of it. */
export type Import = Expectation & { question_id: string };
export type ImportReport = { added: number; known: number; gone: number };

/**
 * Copies questions of the log into a set. `known`: wordings that it has already; `gone`: whose words were erased or forgotten. Throws `not_found`, and
 * `invalid_input` where they do not fit in or an article is missing.
 */
export async function importTests(
	tx: Tx,
	actor: Actor,
	{ set_id, questions }: { set_id: string; questions: readonly Import[] },
): Promise<ImportReport> {
	authorise(canImport(actor), actor);
	await holdCustomersOf(tx, questions);
	await lockSet(tx, set_id);
	await requireArticles(tx, questions);
	const asked = await wordsOf(tx, questions);
	const rows = questions.flatMap(({ question_id, expected, article_id }) => {
		const question = asked.get(question_id);
		if (!question) return [];
		const { text, lang, asked_lang, customer_id } = question;
		const test = { text, lang: asked_lang ?? lang, expected, article_id, question_id, customer_id };
		return [{ ...test, id: newId(now(tx)), set_id, created_at: now(tx), removed_at: null }];
	});
	await requireRoomFor(tx, set_id, rows.length);
	const added = rows.length > 0 ? await insertNew(tx, rows) : 0;
	if (added > 0) await record(tx, actor, setFilled, { subject: set_id, payload: { questions: added } });
	return { added, known: rows.length - added, gone: questions.length - rows.length };
}

async function holdCustomersOf(tx: Tx, questions: readonly Import[]): Promise<void> {
	const rows = await tx.selectFrom('questions').select('customer_id').where('id', 'in', idsOf(questions)).execute();
	await holdCustomers(
		tx,
		rows.map(({ customer_id }) => customer_id),
	);
}

const idsOf = (questions: readonly Import[]) => questions.map(({ question_id }) => question_id);

async function wordsOf(tx: Tx, questions: readonly Import[]) {
	const rows = await tx
		.selectFrom('questions')
		.select(['id', 'text', 'lang', 'asked_lang', 'customer_id'])
		.where('id', 'in', idsOf(questions))
		.where('text', '!=', '')
		.execute();
	return new Map(rows.map((row) => [row.id, row]));
}

async function insertNew(
	tx: Tx,
	rows: readonly (Import & {
		id: string;
		set_id: string;
		text: string;
		lang: string;
		customer_id: string | null;
		created_at: Date;
		removed_at: null;
	})[],
): Promise<number> {
	const made = await tx
		.insertInto('test_questions')
		.values([...rows])
		.onConflict((oc) => oc.doNothing())
		.returning('id')
		.execute();
	return made.length;
}

async function requireArticles(tx: Tx, questions: readonly Import[]): Promise<void> {
	const wanted = questions.flatMap(({ article_id }) => article_id ?? []);
	const rows =
		wanted.length > 0 ? await tx.selectFrom('articles').select('id').where('id', 'in', wanted).execute() : [];
	const there = new Set(rows.map(({ id }) => id));
	const errors = questions.flatMap(({ expected, article_id }, i) => {
		const fits = expected === 'unsure' ? article_id === null : article_id !== null && there.has(article_id);
		const message = 'Name an article that there is, unless nothing is to be found.';
		return fits ? [] : [{ path: `questions.${i}.article_id`, code: 'wrong', message }];
	});
	if (errors.length > 0) throw problem('invalid_input', { detail: errors[0]?.message ?? '', errors });
}

async function requireRoomFor(tx: Tx, set_id: string, count: number): Promise<void> {
	if (count <= (await roomIn(tx, set_id))) return;
	const message = `A test set holds ${MOST_QUESTIONS} questions at most.`;
	throw problem('invalid_input', { detail: message, errors: [{ path: 'questions', code: 'too_many', message }] });
}
