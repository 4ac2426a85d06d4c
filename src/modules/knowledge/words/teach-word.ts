import { type Actor, authorise } from '#core/access.ts';
import type { Tx } from '#core/db.ts';
import { problem } from '#core/errors.ts';
import { record } from '#core/events/record.ts';
import { newId } from '#core/ids.ts';
import { touch } from '#core/refresh.ts';
import { baseLang } from '#core/text/languages.ts';
import { now } from '#core/transaction.ts';
import { wordTaught } from '../events.ts';
import { canWrite } from '../policy.ts';
import { ownWords, type TaughtWord } from '../search/words.ts';
import { MOST_WORDS } from './list-words.ts';
import { WORDS } from './tables.ts';

/** Teaches the search a synonym or a stop word; in use everywhere within seconds. Throws `conflict` when it is known, `invalid_input` when it says nothing. */
export async function teachWord(tx: Tx, actor: Actor, input: TaughtWord): Promise<{ id: string }> {
	authorise(canWrite(actor), actor);
	const lang = baseLang(input.lang);
	refuseEmpty({ ...input, lang });
	await refuseTooMany(tx, lang);
	const id = newId(now(tx));
	const { kind, phrase, means, both } = input;
	const made = await tx
		.insertInto('taught_words')
		.values({ id, lang, kind, phrase, means, both_ways: both, created_at: now(tx) })
		.onConflict((oc) => oc.columns(['lang', 'kind', 'phrase', 'means']).doNothing())
		.executeTakeFirst();
	if (!made.numInsertedOrUpdatedRows) throw problem('conflict', { detail: 'The search knows that already.' });
	await record(tx, actor, wordTaught, { subject: id, lang, payload: { kind } });
	await touch(tx, WORDS, [id]);
	return { id };
}

/** Signs alone, or a single character of a script without spaces, are never looked for. */
function refuseEmpty(word: TaughtWord): void {
	const read = ownWords([word]).get(word.lang);
	if (read && (read.stops.size > 0 || read.synonyms.size > 0)) return;
	const detail = 'There is no word in it that the search looks for.';
	throw problem('invalid_input', { detail, errors: [{ path: 'phrase', code: 'empty', message: detail }] });
}

async function refuseTooMany(tx: Tx, lang: string): Promise<void> {
	const { count } = await tx
		.selectFrom('taught_words')
		.select(({ fn }) => fn.countAll<number>().as('count'))
		.where('lang', '=', lang)
		.executeTakeFirstOrThrow();
	if (count < MOST_WORDS) return;
	const detail = `A language holds ${MOST_WORDS} words at most.`;
	throw problem('invalid_input', { detail, errors: [{ path: 'phrase', code: 'too_many', message: detail }] });
}
