import { defaultLang } from '#core/brand.ts';
import type { Db } from '#core/db.ts';
import type { StoredEvent } from '#core/events/define.ts';
import type { JobKind } from '#core/jobs.ts';
import type { Settings } from '#core/settings.ts';
import { contextOf, type Transact } from '#core/transaction.ts';
import { mentioned, unseenMention } from '#modules/conversations/index.ts';
import { memberAddresses } from '#modules/staff/index.ts';
import { notify } from './notify.ts';

type MentionApp = { database: { db: Db }; transact: Transact; origin(): string; settings: Settings };
type Mention = { message: string; member: string };

const MAIL_MENTION = 'notifications.mention';
/** Whoever works in the inbox sees it there: a mail is for those who do not. */
const SEEN_WITHIN_MS = 5 * 60_000;

/** Has it looked at again whether those who are named have seen it. */
export const noticeOfMention = {
	how: 'act' as const,
	name: 'notice-of-mention',
	// Read when the app is put together, as that of a conversation.
	get events() {
		return [mentioned];
	},
	handle: async ({ transact }: MentionApp, { at, payload }: StoredEvent) => {
		const after = new Date(at.getTime() + SEEN_WITHIN_MS);
		const members = Array.isArray(payload.members) ? payload.members : [];
		await transact(async (tx) => {
			for (const member of members)
				await contextOf(tx).enqueue(tx, MAIL_MENTION, { message: payload.message_id, member }, { after });
		});
	},
};

export const mailMentionJob = (app: MentionApp): JobKind<Mention> => ({
	name: MAIL_MENTION,
	handle: (named) => mailMention(app, named),
});

/** Writes to a member who is named in a note and has not seen it, once, unless they want no such mails. */
export async function mailMention(
	{ database: { db }, transact, origin, settings }: MentionApp,
	{ message, member }: Mention,
) {
	const [note, address] = [
		await unseenMention(db, { message, member }),
		(await memberAddresses(db, [member])).get(member),
	];
	if (!note || !address?.mention_mails) return;
	const { conversation_id, customer_id: customer, ...args } = note;
	await transact((tx) =>
		notify(tx, {
			template: 'mention',
			channel: 'email',
			to: address.email,
			lang: address.lang ?? settings.get(defaultLang),
			customer,
			args: { ...args, url: `${origin()}/console/inbox/${conversation_id}` },
			dedupeKey: `mention:${message}:${member}`,
		}),
	);
}
