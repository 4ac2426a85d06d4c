import { type Actor, authorise } from '#core/access.ts';
import type { Db } from '#core/db.ts';
import { canReadQuestions } from './policy.ts';
import type { Outcome } from './tables.ts';

/** Articles that came first for at least so many questions asked in a language, most asked first. */
export async function mostAsked(
	db: Db,
	{ lang, since, atLeast, limit }: { lang: string; since: Date; atLeast: number; limit: number },
): Promise<string[]> {
	const rows = await db
		.selectFrom('questions')
		.select(({ ref }) => ref('shown', '->').at(0).key('article_id').as('article_id'))
		.where('lang', '=', lang)
		.where('at', '>', since)
		.where('outcome', 'in', ['answer', 'choices'])
		.groupBy('article_id')
		.having((eb) => eb.fn.countAll(), '>=', atLeast)
		.orderBy((eb) => eb.fn.countAll(), 'desc')
		.limit(limit)
		.execute();
	return rows.flatMap((row) => (row.article_id ? [row.article_id] : []));
}

/** How questions ended since a moment, by outcome. */
export async function outcomesSince(db: Db, actor: Actor, since: Date): Promise<Record<Outcome, number>> {
	authorise(canReadQuestions(actor), actor);
	const rows = await db
		.selectFrom('questions')
		.select(({ fn }) => ['outcome', fn.countAll<number>().as('count')])
		.where('at', '>', since)
		.groupBy('outcome')
		.execute();
	const none = { answer: 0, choices: 0, service: 0, unsure: 0 };
	return { ...none, ...Object.fromEntries(rows.map(({ outcome, count }) => [outcome, count])) };
}
