import { setImmediate } from 'node:timers/promises';
import { sql } from 'kysely';
import type { Actor } from '#core/access.ts';
import type { Tx } from '#core/db.ts';
import { recordAll } from '#core/events/record.ts';
import type { Transact } from '#core/transaction.ts';
import { questionAsked } from './events.ts';
import type { Answer, Outcome, Shown, Worded } from './tables.ts';
import './tables.ts';

type LoggedQuestion = {
	id: string;
	actor: Actor;
	text: string;
	lang: string;
	asked_lang?: string | undefined;
	channel: string;
	conversation_id?: string | undefined;
	outcome: Outcome;
	confidence: number;
	shown: Shown[];
	answer?: Answer | undefined;
	worded?: Worded | undefined;
	dropped: number;
	at: Date;
};

export type QuestionLog = {
	/** Resolves when the question is committed. */
	append(question: LoggedQuestion): Promise<void>;
};

const BATCH = 200;
/** While one waits for its commit, the other writes. */
const WRITERS = 2;

type Waiting = { question: LoggedQuestion; done(): void; failed(error: unknown): void };

/**
 * Writes questions with their events, several in one transaction when they come at once: the commit is what costs, and whoever asked waits for
 * it either way. A batch is what arrived in one turn of the event loop, or while the one before was being written.
 */
export function openQuestionLog(transact: Transact): QuestionLog {
	let waiting: Waiting[] = [];
	let writing = 0;
	const drain = async () => {
		if (writing === WRITERS) return;
		writing++;
		await setImmediate();
		while (waiting.length > 0) {
			const batch = waiting.slice(0, BATCH);
			waiting = waiting.slice(BATCH);
			await writeBatch(transact, batch);
		}
		writing--;
	};
	return {
		append: (question) =>
			new Promise((done, failed) => {
				waiting.push({ question, done, failed });
				void drain();
			}),
	};
}

async function writeBatch(transact: Transact, batch: Waiting[]): Promise<void> {
	try {
		await transact((tx) =>
			writeQuestions(
				tx,
				batch.map(({ question }) => question),
			),
		);
		for (const { done } of batch) done();
	} catch (error) {
		// One question that the database refuses must not take the others with it.
		if (batch.length === 1) return batch[0]?.failed(error);
		for (const one of batch) await writeBatch(transact, [one]);
	}
}

/** As one JSON parameter: to bind a dozen values a question costs more than to write it. */
async function writeQuestions(tx: Tx, questions: LoggedQuestion[]): Promise<void> {
	const rows = questions.map(({ actor, ...question }) => ({
		...question,
		customer_id: customerOf(actor),
	}));
	await sql`
		insert into questions (id, customer_id, text, lang, asked_lang, channel, outcome, confidence, shown, answer, worded, dropped, conversation_id, at)
		select id, customer_id, text, lang, asked_lang, channel, outcome, confidence, shown, answer, worded, dropped, conversation_id, at
		from json_populate_recordset(null::questions, ${JSON.stringify(rows)})`.execute(tx);
	const facts = questions.map(({ id, actor, channel, lang, outcome, confidence, shown, at }) => {
		const customer = customerOf(actor);
		const payload = { outcome, confidence, articles: shown.map((article) => article.article_id) };
		return { subject: id, actor, channel, lang, at, payload, ...(customer && { customer }) };
	});
	await recordAll(tx, questionAsked, facts);
}

const customerOf = (actor: Actor) => (actor.kind === 'customer' && actor.id !== '' ? actor.id : null);
