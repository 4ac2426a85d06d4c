import { type Actor, authorise } from '#core/access.ts';
import type { Db } from '#core/db.ts';
import { canReadDrafts } from '../../policy.ts';
import '../tables.ts';

/** What was done to many lately, newest first, with to how many; what is not undone yet still can be. */
export async function listActs(
	db: Db,
	actor: Actor,
	{ before, limit }: { before?: string | undefined; limit: number },
) {
	authorise(canReadDrafts(actor), actor);
	return db
		.selectFrom('knowledge_acts as k')
		.select(['k.id', 'k.kind', 'k.actor', 'k.at', 'k.undone_at', 'k.undone_by'])
		.select((eb) =>
			eb
				.selectFrom('knowledge_act_items as i')
				.whereRef('i.act_id', '=', 'k.id')
				.select((all) => all.fn.countAll<number>().as('n'))
				.as('count'),
		)
		.$if(before !== undefined, (some) => some.where('k.id', '<', before ?? ''))
		.orderBy('k.id', 'desc')
		.limit(limit)
		.execute();
}
