import type { Db, Tx } from '#core/db.ts';
import { OWNER } from '#core/delivery.ts';
import type { StoredEvent } from '#core/events/define.ts';
import { type ConversationFacts, conversationFacts, conversationOpened } from '#modules/conversations/index.ts';
import { notify } from './notify.ts';

/** What sending a notice about an event needs of the app. */
export type NoticeApp = { database: { db: Db }; transact<T>(fn: (tx: Tx) => Promise<T>): Promise<T>; origin(): string };

/** Tells the owner that somebody wrote, and the customer, if they left an address, that it arrived. */
export const noticeOfConversation = {
	how: 'act' as const,
	name: 'notice-of-conversation',
	events: [conversationOpened],
	handle: async (app: NoticeApp, event: StoredEvent) => {
		const facts = await conversationFacts(app.database.db, event.subject_id);
		if (facts) await app.transact((tx) => writeNotices(tx, facts, app.origin()));
	},
};

async function writeNotices(tx: Tx, facts: ConversationFacts, origin: string): Promise<void> {
	const { id, subject, message, email, lang, seen } = facts;
	const reference = id.slice(-8).toUpperCase();
	await notify(tx, {
		template: 'conversation_opened',
		lang: 'en',
		channel: 'email',
		to: OWNER,
		args: {
			reference,
			subject,
			message,
			...(email && { customer_email: email }),
			customer_lang: lang,
			asked: seen.question ? [seen.question] : [],
			seen: seen.articles.map(({ title, url }) => ({ title, url: new URL(url, origin).href })),
			url: `${origin}/api/v1/conversations/${id}`,
		},
		dedupeKey: `conversation_opened:${id}`,
	});
	if (email)
		await notify(tx, {
			template: 'conversation_received',
			lang,
			channel: 'email',
			to: email,
			args: { reference, message },
			dedupeKey: `conversation_received:${id}`,
		});
}
