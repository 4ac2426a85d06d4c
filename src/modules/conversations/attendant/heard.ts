import type { Db } from '#core/db.ts';
import type { Conversation } from '../lock.ts';

/** What waits for an answer. */
export type Heard = {
	/** In the order in which it was said. */
	texts: string[];
	/** Whether files came with it. */
	files: boolean;
	/** The newest message of it. */
	last: string;
	/** An answer that was given before the customer had finished. */
	superseded?: string | undefined;
	/** How the last answer came out. */
	before?: string | undefined;
};

/** Who goes on within this time after their last message had not finished. */
const BURST_MS = 4_000;
const LOOKS_BACK = 40;

/** The customer's messages of this matter since the last answer, and those before it if that answer came into the middle of them. */
export async function heard(db: Db, { id, matter_from }: Conversation): Promise<Heard> {
	const rows = await db
		.selectFrom('messages as m')
		.select(['m.id', 'm.author', 'm.text', 'm.parts', 'm.at'])
		.select((eb) =>
			eb
				.exists(eb.selectFrom('files').where('owner_type', '=', 'message').whereRef('owner_id', '=', 'm.id'))
				.as('has_files'),
		)
		.where('conversation_id', '=', id)
		.where('kind', '=', 'message')
		.where('superseded', '=', false)
		.where('withdrawn_at', 'is', null)
		.where('at', '>=', matter_from)
		.orderBy('m.id', 'desc')
		.limit(LOOKS_BACK)
		.execute();
	const newest = takeWhile(rows, ({ author }) => author === 'customer');
	const answer = rows[newest.length];
	const earlier = takeWhile(rows.slice(newest.length + 1), ({ author }) => author === 'customer');
	const [first, before] = [newest.at(-1), earlier[0]];
	const goesOn =
		answer?.author === 'assistant' && first && before && first.at.getTime() - before.at.getTime() < BURST_MS;
	const all = (goesOn ? [...newest, ...earlier] : newest).toReversed();
	return {
		texts: all.map(({ text }) => text.trim()).filter((text) => text !== ''),
		files: all.some(({ has_files }) => has_files),
		last: newest[0]?.id ?? '',
		superseded: goesOn ? answer.id : undefined,
		before: goesOn ? undefined : answer?.parts.outcome,
	};
}

function takeWhile<T>(rows: readonly T[], fits: (row: T) => boolean): T[] {
	const end = rows.findIndex((row) => !fits(row));
	return end < 0 ? [...rows] : rows.slice(0, end);
}
