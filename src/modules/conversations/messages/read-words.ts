import { sql } from 'kysely';
import type { Db, Tx } from '#core/db.ts';
import type { JobKind } from '#core/jobs.ts';
import { detectLanguage } from '#core/text/detect.ts';
import { termsOf } from '#core/text/lexemes.ts';
import type { Transact } from '#core/transaction.ts';
import '../tables.ts';

type Spoken = { text: string; lang: string; channel: string; names?: readonly string[] };

/** Below this the text is too short to tell, and the conversation's own language is the better guess. */
const SURE = 0.6;

/**
 * What a message is found by: its terms, those of the names of its files, and its conversation's language and channel as terms of their own, which no text
 * has, so that whoever looks in one of them reads nothing of the others. None where nothing is said.
 */
export function wordsOf({ text, lang, channel, names = [] }: Spoken): string[] {
	if (text === '' && names.length === 0) return [];
	const { lang: guess, confidence } = detectLanguage(text);
	const terms = termsOf([text, ...names].join('\n'), confidence >= SURE ? guess : lang);
	return [...terms, spokenIn(lang), cameBy(channel)];
}

export const spokenIn = (lang: string) => `lang=${lang}`;
export const cameBy = (channel: string) => `channel=${channel}`;

/** Reads what messages say now, their files among it; what was withdrawn or superseded says nothing. */
export async function readWords(tx: Tx, ids: readonly string[]): Promise<void> {
	const said = await tx
		.selectFrom('messages as m')
		.innerJoin('conversations as c', 'c.id', 'm.conversation_id')
		.select(['m.id', 'm.text', 'm.withdrawn_at', 'm.superseded', 'c.lang', 'c.channel'])
		.select(
			sql<string[]>`array(select name from files f where f.owner_type = 'message' and f.owner_id = m.id)`.as('names'),
		)
		.where('m.id', 'in', ids)
		.orderBy('m.id')
		.forNoKeyUpdate('m')
		.execute();
	const rows = said.map((message) => ({
		id: message.id,
		words: message.withdrawn_at || message.superseded ? [] : wordsOf(message),
	}));
	await sql`
		update messages set words = array_to_tsvector(row.words)
		from json_to_recordset(${JSON.stringify(rows)}) as row(id uuid, words text[]) where messages.id = row.id`.execute(tx);
}

const BATCH = 500;

/** Reads what was said before anybody read words. */
export const readWordsJob = ({ db, transact }: { db: Db; transact: Transact }): JobKind<object> => ({
	name: 'conversations.read-words',
	every: '* * * * *',
	handle: async () => {
		for (;;) {
			const unread = await db.selectFrom('messages').select('id').where('words', 'is', null).limit(BATCH).execute();
			const ids = unread.map(({ id }) => id);
			if (ids.length > 0) await transact((tx) => readWords(tx, ids));
			if (ids.length < BATCH) return;
		}
	},
});
