import { sql } from 'kysely';
import { type AskingForMine, comesAfter, type Mine, type MineReader } from '#core/mine.ts';
import '../tables.ts';

const DAY_MS = 86_400_000;
/** After so long nobody goes on with what was asked of the assistant. */
const TALK_LASTS_MS = 7 * DAY_MS;

/** Their conversations. One with the assistant alone ends by itself: nobody waits in it. */
export const myConversations: MineReader = {
	type: 'conversation',
	open: async (asking, limit) => {
		const rows = await own(asking)
			.where(isOpen(asking))
			.orderBy('last_message_at', 'desc')
			.orderBy('id', 'desc')
			.limit(limit)
			.execute();
		return rows.map((row) => mineOf(asking, row, true));
	},
	past: async (asking, { before, limit }) => {
		const rows = await own(asking)
			.where(sql<boolean>`not ${isOpen(asking)}`)
			.where(comesAfter('last_message_at', before))
			.orderBy('last_message_at', 'desc')
			.orderBy('id', 'desc')
			.limit(limit)
			.execute();
		return rows.map((row) => mineOf(asking, row, false));
	},
};

const isOpen = ({ at }: AskingForMine) =>
	sql<boolean>`(status = 'open' and (holder = 'team' or last_message_at > ${new Date(at.getTime() - TALK_LASTS_MS)}))`;

const own = ({ db, customers }: AskingForMine) =>
	db
		.selectFrom('conversations')
		.select(['id', 'subject', 'holder', 'waiting_since', 'last_message_at'])
		.where('customer_id', 'in', customers)
		.where('id', 'not in', db.selectFrom('conversation_merges').select('conversation_id'));

type Row = Awaited<ReturnType<ReturnType<typeof own>['execute']>>[number];

function mineOf({ say, lang }: AskingForMine, row: Row, open: boolean): Mine {
	const { id, subject, last_message_at } = row;
	const url = `/${lang}/chat/${id}`;
	const state = open ? stateOf(row) : 'closed';
	return {
		id,
		title: subject || say('my_conversation', {}, lang),
		state,
		when: last_message_at,
		takes_place: null,
		url,
		next: state in NEXT ? { text: say(NEXT[state as keyof typeof NEXT], {}, lang), url } : null,
	};
}

const NEXT = { answered: 'my_next_answer', assistant: 'my_next_talk' } as const;

/** Who is to say the next word: the team, the customer, or whoever likes. */
function stateOf({ holder, waiting_since }: Row): 'waiting' | 'answered' | 'assistant' {
	if (holder === 'assistant') return 'assistant';
	return waiting_since ? 'waiting' : 'answered';
}
