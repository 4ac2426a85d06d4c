import { sql } from 'kysely';
import { type Actor, authorise } from '#core/access.ts';
import type { Db } from '#core/db.ts';
import { canReadDrafts } from '../../policy.ts';
import '../tables.ts';

/** Where to mend it: a block of a translation. */
export type Spot = { article_id: string; translation_id: string; lang: string; title: string; block: string };
/** `unpublished` is also in the archive; `anchor` means that the article is there and has no such heading. */
export type LinkTrouble = 'missing' | 'unpublished' | 'in_trash' | 'anchor' | 'file_gone';
export type BrokenLink = Spot & { address: string; trouble: LinkTrouble };
export type OutsideLink = { address: string; count: number; spots: Spot[] };

type Page = { after?: { id: string; position: number } | undefined; limit: number };

/** Links of texts that are not in the trash or the archive, and lead nowhere for a customer. In the order of translations and places in them. */
export async function brokenLinks(
	db: Db,
	actor: Actor,
	{ after, limit }: Page,
): Promise<(BrokenLink & { position: number })[]> {
	authorise(canReadDrafts(actor), actor);
	const { rows } = await sql<BrokenLink & { position: number }>`
		${SPOTS}, troubled as (
			select s.*, case
				when kind = 'file' then case when not exists (select from files f where f.id::text = s.target) then 'file_gone' end
				when kind = 'anchor' then case when not (s.anchor = any(s.anchors)) and s.anchor <> '' then 'anchor' end
				else (
					-- The best that the target has in any language decides: a reader is led there.
					select case when count(*) = 0 then 'missing'
						when bool_or(g.status = 'published') then
							case when s.anchor = '' or bool_or(g.status = 'published' and s.anchor = any(f.anchors)) then null else 'anchor' end
						when bool_or(exists (select from trashings x where x.article_id = g.article_id)) then 'in_trash'
						else 'unpublished' end
					from translations g left join translation_facts f on f.translation_id = g.id
					where g.article_id in (${targets})
				) end as trouble
			from spot s where kind <> 'external'
		)
		select article_id, translation_id, lang, title, block, address, trouble, position from troubled
		where trouble is not null ${after ? sql`and (translation_id, position) > (${after.id}::uuid, ${after.position})` : sql``}
		order by translation_id, position limit ${limit}`.execute(db);
	return rows;
}

const SPOTS = sql`
	with spot as (
		select l.*, t.article_id, t.lang, coalesce(nullif(t.title, ''), d.title, '') as title, own.anchors
		from translation_links l join translations t on t.id = l.translation_id join translation_facts own on own.translation_id = t.id
		left join drafts d on d.translation_id = t.id and d.discarded_at is null
		where t.status <> 'archived'
	)`;

/** Articles that an address may mean: by external id, or by a slug of the language or one that it had. */
const targets = sql`
	select a.id from articles a where s.kind = 'article' and a.external_id = s.target
	union all
	select p.article_id from translations p where s.kind = 'page' and p.slug = substr(s.target, strpos(s.target, '/') + 1)
	union all
	select o.article_id from redirects r join translations o on o.id = r.translation_id
	where s.kind = 'page' and r.slug = substr(s.target, strpos(s.target, '/') + 1)`;

/** Addresses of others that texts name in their order, with up to ten places each; nobody looks whether they answer. */
export async function outsideLinks(
	db: Db,
	actor: Actor,
	{ after, limit }: { after?: string | undefined; limit: number },
): Promise<OutsideLink[]> {
	authorise(canReadDrafts(actor), actor);
	const { rows } = await sql<OutsideLink>`
		${SPOTS} select address, count(*) as count,
			(array_agg(json_build_object('article_id', article_id, 'translation_id', translation_id, 'lang', lang, 'title', title, 'block', block)
				order by translation_id, position))[1:10] as spots
		from spot where kind = 'external' ${after === undefined ? sql`` : sql`and address > ${after}`}
		group by address order by address limit ${limit}`.execute(db);
	return rows;
}
