import { sql } from 'kysely';
import type { Db } from '#core/db.ts';

/** So many articles in four languages, in twenty collections of two levels, with working copies, owners, facts and some in the trash. */
export async function largeBase(db: Db, articles: number): Promise<void> {
	for (const statement of statements(articles)) await sql.raw(statement).execute(db);
	// What autovacuum does elsewhere within minutes: tests run without it.
	for (const table of ['articles', 'translations', 'drafts', 'translation_facts', 'trashings', 'collections'])
		await sql.raw(`vacuum analyze ${table}`).execute(db);
}

/** Ids that tell their number: `00000000-0000-7000-8000-00000000002a` is article 42. */
export const numbered = (n: number) => `00000000-0000-7000-8000-${n.toString(16).padStart(12, '0')}`;
const ID = (n: string) => `('00000000-0000-7000-8000-' || lpad(to_hex(${n}), 12, '0'))::uuid`;
const LANGS = `(values (0, 'en', 'Compressor oil filter'), (1, 'vi', 'Bộ lọc dầu máy nén'), (2, 'th', 'ไส้กรองน้ำมันเครื่องอัดอากาศ'),
	(3, 'zh-Hans', '空压机油过滤器')) as l(k, lang, title)`;
const statements = (articles: number) => [
	// Two hundred texts of three hundred words each stand for all.
	`create table texts as select i, terms.v as terms, jsonb_build_object('type', 'doc', 'content', jsonb_build_array(jsonb_build_object('type', 'paragraph',
			'attrs', jsonb_build_object('id', 'p'), 'content', jsonb_build_array(jsonb_build_object('type', 'text', 'text', words))))) as body
		from (select i, (select string_agg(substr(md5(i::text || w), 1, 7), ' ') from generate_series(1, 300) w) as words from generate_series(0, 199) i) w,
			lateral (select to_tsvector('simple', words) as v) terms`,
	`insert into collections (id, external_id, parent_id, position, created_at)
		select ${ID('900000 + c')}, 'c' || c, case when c > 5 then ${ID('900000 + c % 5 + 1')} end, c, now() from generate_series(1, 20) c`,
	`insert into articles (id, external_id, collection_id, position, created_at, owner_id, review_by)
		select ${ID('n')}, 'a' || n, case when n % 50 > 0 then ${ID('900000 + n % 20 + 1')} end, n, now(),
			case when n % 3 = 0 then ${ID('800000 + n % 7')} end, case when n % 10 = 0 then date '2026-01-01' + n % 700 end
		from generate_series(1, ${articles}) n`,
	`insert into translations (id, article_id, lang, slug, title, status, body, questions, version, source, content_hash, created_at, updated_at)
		select ${ID('100000 + n * 4 + k')}, ${ID('n')}, lang, 's' || n, title || ' ' || n,
			case when n % 9 = 0 then 'archived' when n % 4 = 0 and k > 1 then 'draft' else 'published' end,
			body,
			'[]', 1, case when n % 2 = 0 then 'import' else 'staff' end, '', now(), timestamptz '2026-01-01' + make_interval(mins => n * 7 + k)
		from generate_series(1, ${articles}) n cross join ${LANGS} join texts on i = (n + k) % 200 where n % 8 > 0 or k < 3`,
	`insert into drafts (translation_id, based_on, title, body, questions, attachments, content_hash, written_by, written_at, publish_at)
		select id, 1, title || ' changed', body, questions, '[]', '', '{}', updated_at, case when get_byte(uuid_send(id), 15) % 16 = 0 then now() end
		from translations where get_byte(uuid_send(id), 15) % 5 = 0`,
	`insert into translation_facts (translation_id, revision, title_terms, terms, anchors, bare_images)
		select id, revision, to_tsvector('simple', title), to_tsvector('simple', title) || terms, '{}', '[]'
		from translations join texts on i = get_byte(uuid_send(id), 15) % 200`,
	`insert into trashings (article_id, statuses, actor, at) select ${ID('n * 100')}, '{}', '{}', now() from generate_series(1, ${articles / 100}) n`,
	`update translations set status = 'archived' where article_id in (select article_id from trashings)`,
	'drop table texts',
];
