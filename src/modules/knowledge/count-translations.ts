import { type Actor, authorise } from '#core/access.ts';
import type { Db } from '#core/db.ts';
import { isKept } from './organise/is-kept.ts';
import { canReadDrafts } from './policy.ts';
import type { Status } from './tables.ts';

/** How many translations are in each state. */
export async function countTranslations(db: Db, actor: Actor): Promise<Record<Status, number>> {
	authorise(canReadDrafts(actor), actor);
	const rows = await db
		.selectFrom('translations as t')
		.select(({ fn }) => ['status', fn.countAll<number>().as('count')])
		.where(isKept)
		.groupBy('status')
		.execute();
	return {
		draft: 0,
		published: 0,
		archived: 0,
		...Object.fromEntries(rows.map(({ status, count }) => [status, count])),
	};
}
