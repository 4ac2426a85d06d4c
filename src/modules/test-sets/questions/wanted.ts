import type { Tx } from '#core/db.ts';
import { isConstraint, problem } from '#core/errors.ts';
import type { Expectation } from '../judge.ts';

/** An expectation names an article unless nothing is to be found, and one that there is. Throws `invalid_input`. */
export async function requireArticle(tx: Tx, { expected, article_id }: Expectation): Promise<void> {
	if (expected === 'unsure' && article_id === null) return;
	if (expected === 'unsure') throw refusal('unwanted', 'Where nothing is to be found no article is named.');
	if (article_id === null) throw refusal('required', 'Name the article that is expected.');
	const there = await tx.selectFrom('articles').select('id').where('id', '=', article_id).executeTakeFirst();
	if (!there) throw refusal('not_found', 'There is no such article.');
}

const refusal = (code: string, message: string, path = 'article_id') =>
	problem('invalid_input', { detail: message, errors: [{ path, code, message }] });

/** A write that gives a question its wording. Throws `invalid_input` when it stands in the set already. */
export async function worded<T>(write: Promise<T>): Promise<T> {
	return write.catch((error: unknown) => {
		if (!isConstraint(error)) throw error;
		throw refusal('known', 'This question is in the set already.', 'text');
	});
}
