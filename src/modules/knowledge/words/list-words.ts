import { type Actor, authorise } from '#core/access.ts';
import type { Db } from '#core/db.ts';
import { baseLang } from '#core/text/languages.ts';
import { canReadDrafts } from '../policy.ts';
import { ownWords, type OwnWords } from '../search/words.ts';
import './tables.ts';

/** More in one language would slow each question down. */
export const MOST_WORDS = 1_000;

/** What an owner taught the search, in one language or in all, by the alphabet. */
export async function listWords(db: Db, actor: Actor, { lang }: { lang?: string | undefined } = {}) {
	authorise(canReadDrafts(actor), actor);
	let query = rows(db);
	if (lang) query = query.where('lang', '=', baseLang(lang));
	return query.execute();
}

/** The same as search reads it. */
export async function wordsInUse(db: Db): Promise<OwnWords> {
	return ownWords(await rows(db).execute());
}

const rows = (db: Db) =>
	db
		.selectFrom('taught_words')
		.select(['id', 'lang', 'kind', 'phrase', 'means', 'both_ways as both', 'created_at'])
		.orderBy('lang')
		.orderBy('phrase')
		.limit(20 * MOST_WORDS);
