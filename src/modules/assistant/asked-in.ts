import type { Db } from '#core/db.ts';
import './tables.ts';

/** What was asked in a conversation since `from`, and `also` the question it began with, oldest first, with how it was rated: the last of it, where it is much. */
export async function askedIn(
	db: Db,
	{ conversation, from, also }: { conversation: string; from: Date; also?: string | undefined },
) {
	const newest = await db
		.selectFrom('questions as q')
		.leftJoin('ratings as r', (join) =>
			join.onRef('r.question_id', '=', 'q.id').onRef('r.customer_id', '=', 'q.customer_id'),
		)
		.select(['q.id', 'q.text', 'q.outcome', 'q.shown', 'q.at', 'r.solved'])
		.where((eb) =>
			eb.or([
				eb.and([eb('q.conversation_id', '=', conversation), eb('q.at', '>=', from)]),
				...(also ? [eb('q.id', '=', also)] : []),
			]),
		)
		.where('q.text', '<>', '')
		.orderBy('q.at', 'desc')
		.orderBy('q.id', 'desc')
		.limit(30)
		.execute();
	return newest.toReversed();
}
