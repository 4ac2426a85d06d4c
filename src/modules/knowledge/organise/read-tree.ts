import { sql } from 'kysely';
import { type Actor, authorise } from '#core/access.ts';
import type { Db } from '#core/db.ts';
import { canReadDrafts } from '../policy.ts';
import { type Preference, rank } from '../queries.ts';
import './tables.ts';

/** Articles by what they are: `draft` has only drafts, `published` anything published, `archived` the rest; `changed` has unpublished changes. */
export type Counts = { all: number; draft: number; published: number; archived: number; changed: number };
export type Branch = {
	id: string;
	external_id: string;
	parent_id: string | null;
	/** In the first of the wanted languages that it has. */
	title: string;
	description: string;
	texts: { lang: string; title: string; description: string }[];
	/** Of its own articles, without those of the collections in it. */
	articles: Counts;
};
export type Tree = { collections: Branch[]; without: Counts; trashed: number };

/** All collections in their order, outer ones before those in them, with how many articles stand where. */
export async function readTree(db: Db, actor: Actor, prefer: Preference): Promise<Tree> {
	authorise(canReadDrafts(actor), actor);
	const [rows, counts, trashed] = await Promise.all([collections(db, prefer), countByCollection(db), countTrash(db)]);
	return {
		collections: rows.map(({ title, description, ...row }) => ({
			...row,
			title: title ?? row.external_id,
			description: description ?? '',
			articles: counts.get(row.id) ?? NONE,
		})),
		without: counts.get('') ?? NONE,
		trashed,
	};
}

const NONE: Counts = { all: 0, draft: 0, published: 0, archived: 0, changed: 0 };

const collections = (db: Db, prefer: Preference) =>
	db
		.selectFrom('collections as c')
		.leftJoinLateral(
			(eb) =>
				eb
					.selectFrom('collection_texts')
					.select(['title', 'description'])
					.whereRef('collection_id', '=', 'c.id')
					.orderBy(rank('lang', prefer))
					.orderBy('lang')
					.limit(1)
					.as('t'),
			(join) => join.onTrue(),
		)
		.select(['c.id', 'c.external_id', 'c.parent_id', 't.title', 't.description'])
		.select(
			sql<Branch['texts']>`coalesce((
				select json_agg(json_build_object('lang', x.lang, 'title', x.title, 'description', x.description) order by x.lang)
				from collection_texts x where x.collection_id = c.id), '[]')`.as('texts'),
		)
		.orderBy(sql`c.parent_id is not null`)
		.orderBy('c.position')
		.orderBy('c.created_at')
		.orderBy('c.id')
		.limit(1_000)
		.execute();

async function countByCollection(db: Db): Promise<Map<string, Counts>> {
	const { rows } = await sql<{ collection_id: string | null } & Counts>`
		select collection_id, count(*) as all, count(*) filter (where state = 1) as draft, count(*) filter (where state = 3) as published,
			count(*) filter (where state = 2) as archived, count(*) filter (where changed) as changed
		from (
			select a.collection_id, bool_or(d.translation_id is not null and t.version > 0) as changed,
				max(case t.status when 'published' then 3 when 'draft' then 1 else 2 end) as state
			from articles a join translations t on t.article_id = a.id
			left join drafts d on d.translation_id = t.id and d.discarded_at is null
			where not exists (select from trashings x where x.article_id = a.id) group by a.id
		) article group by collection_id`.execute(db);
	return new Map(rows.map(({ collection_id, ...counts }) => [collection_id ?? '', counts]));
}

async function countTrash(db: Db): Promise<number> {
	const { n } = await db
		.selectFrom('trashings')
		.select((eb) => eb.fn.countAll<number>().as('n'))
		.executeTakeFirstOrThrow();
	return n;
}
