import { sql } from 'kysely';
import { type Actor, authorise } from '#core/access.ts';
import type { Db } from '#core/db.ts';
import { canReadDrafts } from '../../policy.ts';
import '../../tables.ts';
import '../tables.ts';

/** Texts outside the archive with pictures that say nothing to whoever cannot see them, in the order of translations. */
export async function bareImages(
	db: Db,
	actor: Actor,
	{ after, limit }: { after?: string | undefined; limit: number },
) {
	authorise(canReadDrafts(actor), actor);
	return db
		.selectFrom('translation_facts as f')
		.innerJoin('translations as t', 't.id', 'f.translation_id')
		.leftJoin('drafts as d', (join) => join.onRef('d.translation_id', '=', 't.id').on('d.discarded_at', 'is', null))
		.select(['t.id', 't.article_id', 't.lang', 't.title', 'd.title as draft_title', 'f.bare_images as images'])
		.where(sql<boolean>`f.bare_images <> '[]'`)
		.where('t.status', '!=', 'archived')
		.$if(after !== undefined, (some) => some.where('t.id', '>', after ?? ''))
		.orderBy('t.id')
		.limit(limit)
		.execute();
}
