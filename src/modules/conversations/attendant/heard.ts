import { sql } from 'kysely';
import type { Db } from '#core/db.ts';
import type { Conversation } from '../lock.ts';
import type { Parts } from '../tables.ts';

/** What waits for an answer. */
export type Heard = {
	/** In the order in which it was said. */
	texts: string[];
	/** The files that came with it, by their ids. */
	files: string[];
	/** The newest message of it. */
	last: string;
	/** An answer that was given before the customer had finished. */
	superseded?: string | undefined;
	/** How the last answer came out. */
	before?: string | undefined;
};

/** Who goes on within this time after their last message had not finished. */
const BURST_MS = 4_000;
/** So soon after an answer nobody can have read it. */
const UNREADABLE_MS = 250;
const LOOKS_BACK = 40;

/** The customer's messages of this matter since the last answer, and those before it if that answer came into the middle of them. */
export async function heard(db: Db, { id, matter_from, customer_read_id }: Conversation): Promise<Heard> {
	const rows = await db
		.selectFrom('messages as m')
		.select(['m.id', 'm.author', 'm.text', 'm.parts', 'm.at'])
		.select((eb) =>
			eb
				.selectFrom('files')
				.select(sql<string[]>`coalesce(array_agg(id::text order by id), '{}')`.as('ids'))
				.where('owner_type', '=', 'message')
				.whereRef('owner_id', '=', 'm.id')
				.as('files'),
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
	const isRead = answer !== undefined && (customer_read_id ?? '') >= answer.id;
	// What went on in a service by what was said is not said again.
	const goesOn =
		answer?.author === 'assistant' &&
		!answer.parts.journey &&
		!isRead &&
		first &&
		before &&
		cameIntoTheMiddle({ before, answer, first });
	const all = (goesOn ? [...newest, ...earlier] : newest).toReversed();
	return {
		texts: all.map(({ text }) => text.trim()).filter((text) => text !== ''),
		files: all.flatMap(({ files }) => files ?? []),
		last: newest[0]?.id ?? '',
		superseded: goesOn ? answer.id : undefined,
		before: goesOn ? undefined : answer?.parts.outcome,
	};
}

type At = { at: Date };

/** What is of use, an answer or a choice, stands once it can have been read: what is said then is the next turn. */
function cameIntoTheMiddle({
	before,
	answer,
	first,
}: {
	before: At;
	answer: At & { parts: Parts };
	first: At;
}): boolean {
	const since = (earlier: At) => first.at.getTime() - earlier.at.getTime();
	const isOfUse = answer.parts.outcome === 'answer' || answer.parts.outcome === 'choices';
	return since(before) < BURST_MS && (!isOfUse || since(answer) < UNREADABLE_MS);
}

function takeWhile<T>(rows: readonly T[], fits: (row: T) => boolean): T[] {
	const end = rows.findIndex((row) => !fits(row));
	return end < 0 ? [...rows] : rows.slice(0, end);
}
