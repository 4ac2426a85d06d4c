import { sql } from 'kysely';
import type { Db } from '#core/db.ts';

const ID = (n: string) => `('00000000-0000-7000-8000-' || lpad(to_hex(${n}), 12, '0'))::uuid`;

/** Fifty sets of `each` questions (2,000 are a full one), the first of which has run fifty times; the ids of set and runs begin at 7,000,000 and 7,100,000, of questions at 8,000,000. */
export async function largeSets(db: Db, each: number, articles: number): Promise<void> {
	const statements = [
		`insert into test_sets (id, name, guards, created_at) select ${ID('7000000 + n')}, 'Set ' || n, n = 1, now() from generate_series(0, 49) n`,
		`insert into test_questions (id, set_id, text, lang, expected, article_id, created_at)
			select ${ID('8000000 + n')}, ${ID(`7000000 + n / ${each}`)}, 'Where is the compressor oil filter ' || n, 'en', 'answer', ${ID(`1 + n % ${articles}`)}, now()
			from generate_series(0, ${50 * each - 1}) n`,
		`insert into test_runs (id, set_id, against, state, total, done, passed, actor, created_at, finished_at)
			select ${ID('7100000 + n')}, ${ID('7000000')}, 'live', 'done', ${each}, ${each}, ${each / 2}, '{"kind":"system","id":"system"}', now(), now() from generate_series(0, 49) n`,
		`insert into test_results (run_id, question_id, text, lang, expected, article_id, outcome, first_id, confidence, passed)
			select ${ID('7100000 + r')}, ${ID('8000000 + n')}, 'Where is the compressor oil filter ' || n, 'en', 'answer', ${ID(`1 + n % ${articles}`)}, 'answer',
				${ID(`1 + (n + r) % ${articles}`)}, 0.9, (n + r) % 2 = 0
			from generate_series(0, 49) r, generate_series(0, ${each - 1}) n`,
	];
	for (const statement of statements) await sql.raw(statement).execute(db);
	for (const table of ['test_sets', 'test_questions', 'test_runs', 'test_results'])
		await sql.raw(`vacuum analyze ${table}`).execute(db);
}
