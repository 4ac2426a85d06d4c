import type { Tx } from '#core/db.ts';
import { problem } from '#core/errors.ts';
import '../tables.ts';

/** A set that is not removed, locked. Throws `not_found`. */
export async function lockSet(tx: Tx, id: string) {
	const set = await tx
		.selectFrom('test_sets')
		.selectAll()
		.where('id', '=', id)
		.where('removed_at', 'is', null)
		.forUpdate()
		.executeTakeFirst();
	if (!set) throw problem('not_found', { detail: 'There is no such test set.' });
	return set;
}

export const MOST_QUESTIONS = 2_000;

/** How many questions still fit into a set that the caller has locked. */
export async function roomIn(tx: Tx, id: string): Promise<number> {
	const { count } = await tx
		.selectFrom('test_questions')
		.select(({ fn }) => fn.countAll<number>().as('count'))
		.where('set_id', '=', id)
		.where('removed_at', 'is', null)
		.executeTakeFirstOrThrow();
	return Math.max(0, MOST_QUESTIONS - count);
}

/** Throws `invalid_input` where none fits any more. */
export async function requireRoom(tx: Tx, id: string): Promise<void> {
	if ((await roomIn(tx, id)) > 0) return;
	const message = `A test set holds ${MOST_QUESTIONS} questions at most.`;
	throw problem('invalid_input', { detail: message, errors: [{ path: 'text', code: 'too_many', message }] });
}
