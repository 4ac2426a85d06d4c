import { sql } from 'kysely';
import type { Tx } from '#core/db.ts';
import type { StoredEvent } from '#core/events/define.ts';
import type { RollSubscriber } from '#core/events/subscribe.ts';
import { questionAsked } from '#modules/assistant/index.ts';
import '../tables.ts';
import { termsOf } from '#core/text/lexemes.ts';

/** Takes the words of new questions into the log's index, in batches: whoever asks does not wait for it. */
export const searchQuestions: RollSubscriber = {
	how: 'roll',
	name: 'search-questions',
	events: [questionAsked],
	roll: indexQuestions,
};

async function indexQuestions(tx: Tx, events: StoredEvent[]): Promise<void> {
	// Whoever erases a customer waits for the lock, and then finds the rows written here.
	const questions = await tx
		.selectFrom('questions')
		.select(['id', 'text', 'lang'])
		.where(
			'id',
			'in',
			events.map(({ subject_id }) => subject_id),
		)
		.where('text', '!=', '')
		.orderBy('id')
		.forShare()
		.execute();
	const rows = questions.map(({ id, text, lang }) => ({ id, terms: termsOf(text, lang) }));
	await sql`
		insert into question_search (question_id, words)
		select id, array_to_tsvector(terms) from json_to_recordset(${JSON.stringify(rows)}) as row(id uuid, terms text[])
		on conflict (question_id) do nothing`.execute(tx);
}
