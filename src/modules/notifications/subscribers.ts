import { defaultLang } from '#core/brand.ts';
import type { Db, Tx } from '#core/db.ts';
import { OWNER } from '#core/delivery.ts';
import type { StoredEvent } from '#core/events/define.ts';
import type { Secrets } from '#core/secrets.ts';
import type { Settings } from '#core/settings.ts';
import { type ConversationFacts, conversationFacts, handedOver } from '#modules/conversations/index.ts';
import { entryAddress } from '#modules/customers/index.ts';
import { failedPublication, publicationFailed } from '#modules/knowledge/index.ts';
import { memberAddresses } from '#modules/staff/index.ts';
import { mayWrite } from './may-write.ts';
import { notify } from './notify.ts';
import './tables.ts';

/** What sending a notice about an event needs of the app. */
type NoticeApp = {
	database: { db: Db };
	transact<T>(fn: (tx: Tx) => Promise<T>): Promise<T>;
	origin(): string;
	settings: Settings;
	secrets: Secrets;
};

/** Tells the owner that somebody waits for a person, and the customer, if they left an address, that it arrived. */
export const noticeOfConversation = {
	how: 'act' as const,
	name: 'notice-of-conversation',
	// Read when the app is put together: conversations know customers, who are written to from here, so that one of the three is loaded last.
	get events() {
		return [handedOver];
	},
	handle: async (app: NoticeApp, event: StoredEvent) => {
		const facts = await conversationFacts(app.database.db, event.subject_id);
		if (facts)
			await app.transact((tx) =>
				writeNotices(tx, facts, {
					origin: app.origin(),
					ownerLang: app.settings.get(defaultLang),
					secrets: app.secrets,
				}),
			);
	},
};

/** Tells whoever set the time that the text could not be published then; the owner, where it was a key or somebody who has left. */
export const noticeOfFailedPublication = {
	how: 'act' as const,
	name: 'notice-of-failed-publication',
	events: [publicationFailed],
	handle: async ({ database: { db }, transact, settings, origin }: NoticeApp, event: StoredEvent) => {
		const failed = await failedPublication(db, event.subject_id);
		if (!failed) return;
		const { article_id, lang, title, member } = failed;
		const address = (await memberAddresses(db, member ? [member] : [])).get(member ?? '');
		await transact((tx) =>
			notify(tx, {
				template: 'publication_failed',
				channel: 'email',
				to: address?.email ?? OWNER,
				lang: address?.lang ?? settings.get(defaultLang),
				args: { title, lang, url: `${origin()}/console/articles/${article_id}/${lang}` },
				dedupeKey: `publication_failed:${event.id}`,
			}),
		);
	},
};

type Place = { origin: string; ownerLang: string; secrets: Secrets };

async function writeNotices(tx: Tx, facts: ConversationFacts, { origin, ownerLang, secrets }: Place): Promise<void> {
	const { id, reference, customer_id: customer, subject, message, email, lang, seen } = facts;
	await notify(tx, {
		template: 'conversation_opened',
		customer,
		lang: ownerLang,
		channel: 'email',
		to: OWNER,
		args: {
			reference,
			subject,
			message,
			...(email && { customer_email: email }),
			customer_lang: lang,
			asked: seen.question ? [seen.question] : [],
			seen: seen.articles.map(({ title, url }) => ({ title, url: linkWithin(origin, url) })),
			url: `${origin}/api/v1/conversations/${id}`,
		},
		dedupeKey: `conversation_opened:${id}`,
	});
	if (!email || !(await mayWrite(tx, email))) return;
	const about = { type: 'conversation' as const, id };
	const url = await entryAddress(tx, { customer, email, about, lang, origin, secrets });
	await notify(tx, {
		template: 'conversation_received',
		customer,
		lang,
		channel: 'email',
		to: email,
		args: { reference, message, ...(url && { url }) },
		dedupeKey: `conversation_received:${id}`,
	});
}

/** What they saw is what a customer's program says they saw: nothing that leads elsewhere, or nowhere, becomes a link in a mail to the team. */
function linkWithin(origin: string, address: string): string | undefined {
	const url = URL.parse(address, origin);
	return url?.origin === new URL(origin).origin ? url.href : undefined;
}
