import { setTimeout as sleep } from 'node:timers/promises';
import { type ExpressionBuilder, sql } from 'kysely';
import type { Actor } from '#core/access.ts';
import type { Tables, Tx } from '#core/db.ts';
import { record } from '#core/events/record.ts';
import { answerSuperseded } from '../events.ts';
import { ASSISTANT } from './assistant.ts';
import { startHandoff } from '../handoffs/hand-over.ts';
import { type Conversation, lockConversation } from '../lock.ts';
import { writeMessage } from '../messages/write-message.ts';
import { type ReplyApp, replyTo } from './reply-to.ts';
import { heard, type Heard } from './heard.ts';
import type { Served } from './on-journey.ts';

export type TurnApp = ReplyApp;

/** Whoever is silent for longer has died, and another may try. By the database's clock, since processes have to agree on it. */
const TURN_END = sql<Date>`now() + interval '10 seconds'`;
const RENEW_MS = 3_000;
/** What comes within this time was sent in one go. */
const GATHER_MS = 50;
const LONGEST_HOLD_MS = 8_000;
const LOOK_MS = 100;

type Turn = { isTyping: () => boolean };

/** Answers what the customer has said since the last answer: all of it at once, and nothing if a person has joined meanwhile. */
export async function takeTurn(app: TurnApp, id: string, turn: Turn): Promise<void> {
	const conversation = await app.transact((tx) => claimTurn(tx, id));
	if (conversation) await answerInTurn(app, conversation, turn);
}

/** The same for a turn that was claimed. */
export async function answerInTurn(app: TurnApp, conversation: Conversation, { isTyping }: Turn): Promise<void> {
	const { id } = conversation;
	const renewing = setInterval(() => void app.transact((tx) => renew(tx, id)).catch(() => {}), RENEW_MS);
	try {
		await sleep(GATHER_MS);
		for (let held = 0; held < LONGEST_HOLD_MS && isTyping(); held += LOOK_MS) await sleep(LOOK_MS);
		const said = await heard(app.database.db, conversation);
		if (said.last === '' && !conversation.journey_id)
			return await app.transact((tx) => release(tx, id, { owes_answer_at: null }));
		const reply = await replyTo(app, conversation, said);
		await app.transact(async (tx) => {
			const current = await lockConversation(tx, ASSISTANT, id);
			// Somebody joined, or there is more to answer: then this answer is no longer wanted.
			if (current.holder !== 'assistant' || (await saysMore(tx, said, id))) return release(tx, id);
			if (said.superseded) await supersede(tx, current, said.superseded);
			if ('handOver' in reply) {
				await release(tx, id);
				await startHandoff(tx, customerOf(current), current, { reason: reply.handOver });
				return;
			}
			const { says, ...doing } = 'step' in reply ? inDoing(await reply.step(tx, current)) : { says: [reply] };
			const settled = { owes_answer_at: null, turn_until: null, ...doing };
			// What was done may have passed it on to the team.
			const since = 'step' in reply ? await lockConversation(tx, ASSISTANT, id) : current;
			for (const { text, parts } of says)
				await writeMessage(tx, ASSISTANT, since, { author: 'assistant', text, parts }, settled);
		});
	} catch (error) {
		await app.transact((tx) => release(tx, id)).catch(() => {});
		throw error;
	} finally {
		clearInterval(renewing);
	}
}

const inDoing = ({ says, doing }: Served) => ({ says, journey_id: doing });

/** Of processes that hear of it at once, one. */
export async function claimTurn(tx: Tx, id: string): Promise<Conversation | undefined> {
	return tx
		.updateTable('conversations')
		.set({ turn_until: TURN_END })
		.where('id', '=', id)
		.where('holder', '=', 'assistant')
		.where('owes_answer_at', 'is not', null)
		.where(isNobodysTurn)
		.returningAll()
		.executeTakeFirst();
}

export const isNobodysTurn = (eb: ExpressionBuilder<Tables, 'conversations'>) =>
	eb.or([eb('turn_until', 'is', null), eb('turn_until', '<', sql<Date>`now()`)]);

async function renew(tx: Tx, id: string): Promise<void> {
	await tx
		.updateTable('conversations')
		.set({ turn_until: TURN_END })
		.where('id', '=', id)
		.where('turn_until', 'is not', null)
		.execute();
}

async function release(tx: Tx, id: string, changes: { owes_answer_at?: null } = {}): Promise<void> {
	await tx
		.updateTable('conversations')
		.set({ turn_until: null, ...changes })
		.where('id', '=', id)
		.execute();
}

async function saysMore(tx: Tx, { last }: Heard, id: string): Promise<boolean> {
	const newer = await tx
		.selectFrom('messages')
		.select('id')
		.where('conversation_id', '=', id)
		.where('author', '=', 'customer')
		.where('id', '>', last)
		.limit(1)
		.executeTakeFirst();
	return newer !== undefined;
}

async function supersede(tx: Tx, conversation: Conversation, message: string): Promise<void> {
	await tx
		.updateTable('messages')
		// The next version is the one of the answer that stands for it.
		.set({ superseded: true, words: '', version: conversation.version + 1 })
		.where('id', '=', message)
		.execute();
	await record(tx, ASSISTANT, answerSuperseded, {
		subject: conversation.id,
		customer: conversation.customer_id,
		payload: { message_id: message },
	});
}

const customerOf = ({ customer_id }: Conversation): Actor => ({
	kind: 'customer',
	id: customer_id,
	assurance: 'anonymous',
	scopes: [],
});
