import { type Actor, authorise } from '#core/access.ts';
import type { Db } from '#core/db.ts';
import { problem } from '#core/errors.ts';
import { canReadTests } from '../policy.ts';
import '../tables.ts';
import type { Expected } from '../expected.ts';

type Filter = {
	set_id: string;
	/** A part of its words, whatever the case. */
	q?: string | undefined;
	lang?: string | undefined;
	expected?: Expected | undefined;
	before?: string | undefined;
	limit: number;
};

const columns = ['id', 'set_id', 'text', 'lang', 'expected', 'article_id', 'question_id', 'created_at'] as const;

/** The questions of a set, the newest first. A set is small enough to be looked through word by word. */
export async function listTestQuestions(db: Db, actor: Actor, { set_id, q, lang, expected, before, limit }: Filter) {
	authorise(canReadTests(actor), actor);
	return here(db)
		.where('set_id', '=', set_id)
		.$if(Boolean(q), (some) => some.where('text', 'ilike', `%${(q ?? '').replaceAll(/[\\%_]/g, '\\$&')}%`))
		.$if(lang !== undefined, (some) => some.where('lang', '=', lang ?? ''))
		.$if(expected !== undefined, (some) => some.where('expected', '=', expected ?? 'answer'))
		.$if(before !== undefined, (some) => some.where('id', '<', before ?? ''))
		.orderBy('id', 'desc')
		.limit(limit)
		.execute();
}

export type TestQuestion = Awaited<ReturnType<typeof listTestQuestions>>[number];

/** One of them. Throws `not_found`. */
export async function readTestQuestion(db: Db, actor: Actor, { set_id, id }: { set_id: string; id: string }) {
	authorise(canReadTests(actor), actor);
	const row = await here(db).where('set_id', '=', set_id).where('id', '=', id).executeTakeFirst();
	if (!row) throw problem('not_found', { detail: 'There is no such question in this set.' });
	return row;
}

const here = (db: Db) => db.selectFrom('test_questions').select(columns).where('removed_at', 'is', null);
