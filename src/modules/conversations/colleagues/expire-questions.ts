import type { Db, Tx } from '#core/db.ts';
import type { Say } from '#core/i18n/say.ts';
import type { JobKind } from '#core/jobs.ts';
import { now, type Transact } from '#core/transaction.ts';
import { ASSISTANT } from '../attendant/assistant.ts';
import { lockConversation } from '../lock.ts';
import { writeMessage } from '../messages/write-message.ts';

type ExpireApp = { db: Db; transact: Transact; say: Say; clock: () => Date };

const BATCH = 100;

/** Where no colleague could say in time, the assistant says so and offers a person. */
export const expireColleagueQuestionsJob = (app: ExpireApp): JobKind<object> => ({
	name: 'conversations.expire-questions',
	every: '* * * * *',
	handle: async () => {
		for (;;) {
			const due = await app.db
				.selectFrom('colleague_questions')
				.select('id')
				.where('state', '=', 'waiting')
				.where('expires_at', '<=', app.clock())
				.limit(BATCH)
				.execute();
			for (const { id } of due) await app.transact((tx) => expire(tx, app.say, id));
			if (due.length < BATCH) return;
		}
	},
});

async function expire(tx: Tx, say: Say, id: string): Promise<void> {
	const asked = await tx
		.updateTable('colleague_questions')
		.set({ state: 'expired', answered_at: now(tx) })
		.where('id', '=', id)
		.where('state', '=', 'waiting')
		.returning('conversation_id')
		.executeTakeFirst();
	if (!asked) return;
	const conversation = await lockConversation(tx, ASSISTANT, asked.conversation_id);
	// A person has come meanwhile.
	if (conversation.holder !== 'assistant' || conversation.status === 'closed') return;
	const text = say('reply_nobody_knew', {}, conversation.lang);
	await writeMessage(tx, ASSISTANT, conversation, { author: 'assistant', text, parts: { outcome: 'unsure' } });
}
