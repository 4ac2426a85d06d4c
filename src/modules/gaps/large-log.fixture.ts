import { sql } from 'kysely';
import type { Db } from '#core/db.ts';

/**
 * So many questions of a year that ends at `until`, as `articles` of `largeBase` were asked for: five a person, a tenth rated, every twentieth in one of a
 * hundred gaps. Past the doors: nobody waits for half a million.
 */
export async function largeLog(db: Db, questions: number, articles: number, until: Date): Promise<void> {
	for (const statement of statements(questions, articles, until.toISOString())) await sql.raw(statement).execute(db);
	// What autovacuum does elsewhere within minutes: tests run without it.
	for (const table of ['customers', 'questions', 'question_search', 'ratings', 'gaps', 'gap_questions', 'gap_features'])
		await sql.raw(`vacuum analyze ${table}`).execute(db);
}

const ID = (n: string) => `('00000000-0000-7000-8000-' || lpad(to_hex(${n}), 12, '0'))::uuid`;
/** Where the time of a question stands, so that the newest are the last. */
const QUESTION = `(lpad(to_hex((extract(epoch from at) * 1000)::bigint), 12, '0') || '7000' || '8' || lpad(to_hex(n), 15, '0'))::uuid`;
const WORDS = `array['compressor','oil','filter','pressure','dryer','valve','noise','start','warranty','invoice','belt','leak','sensor','door','visit','price']`;

const statements = (questions: number, articles: number, until: string) => [
	`insert into customers (id, created_at) select ${ID('2000000 + n')}, timestamptz '${until}' from generate_series(0, ${questions} / 5) n`,
	`create table asked as select n, at, ${QUESTION} as id,
			(${WORDS})[1 + n * 7 % 16] || ' ' || (${WORDS})[1 + n / 3 % 16] || ' ' || substr(md5((n % 5000)::text), 1, 6) as text
		from (select n, timestamptz '${until}' - interval '365 days' * (1 - n::float8 / ${questions}) as at
			from generate_series(1, ${questions}::bigint) n) t`,
	`insert into questions (id, customer_id, text, lang, asked_lang, channel, outcome, confidence, shown, at)
		select id, ${ID('2000000 + n / 5')}, text, (array['en', 'en', 'vi', 'th', 'zh-Hans'])[1 + n % 5], null, (array['web', 'web', 'api'])[1 + n % 3],
			(array['answer', 'answer', 'choices', 'unsure'])[1 + n % 4], 0.5,
			jsonb_build_array(jsonb_build_object('article_id', ${ID(`1 + n % ${articles}`)}, 'translation_id', ${ID(`100000 + (1 + n % ${articles}) * 4`)}, 'score', 0.5)), at
		from asked`,
	`insert into question_search (question_id, words) select id, to_tsvector('simple', text) from asked`,
	`insert into ratings (id, question_id, customer_id, solved, at)
		select gen_random_uuid(), id, ${ID('2000000 + n / 5')}, n % 30 = 0, at from asked where n % 10 = 0`,
	`insert into gaps (id, status, root_id, lang, customers, questions, last_at, created_at, changed_at)
		select ${ID('3000000 + n')}, (array['open', 'open', 'drafted', 'closed', 'dismissed'])[1 + n % 5], ${ID('3000000 + n')}, 'en',
			${questions} / 2000, ${questions} / 2000, timestamptz '${until}', timestamptz '${until}', timestamptz '${until}' from generate_series(0, 99) n`,
	`insert into gap_questions (question_id, gap_id, why, features, articles, at)
		select id, ${ID('3000000 + n / 20 % 100')}, 'unsure', array[(n % 5000)::int, (n % 16)::int], array[${ID(`1 + n % ${articles}`)}], at
		from asked where n % 20 = 3`,
	`insert into gap_features (feature, questions) select feature, count(*) from gap_questions, unnest(features) as feature group by 1`,
	`update gaps set typical_id = (select question_id from gap_questions where gap_id = gaps.id limit 1)`,
	'drop table asked',
];
