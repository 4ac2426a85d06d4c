import { type Actor, authorise } from '#core/access.ts';
import type { Db } from '#core/db.ts';
import { problem } from '#core/errors.ts';
import { referenceOf } from '#modules/conversations/index.ts';
import { portraitsOf } from '#modules/customers/index.ts';
import { nextDue } from '#modules/promises/index.ts';
import { memberNames } from '#modules/staff/index.ts';
import { canReadInbox } from '../policy.ts';
import { bodyIn, readCannedReply } from './canned.ts';

/** What a text may name: `{customer.name}` and so on. */
export const VARIABLES = ['customer.name', 'agent.name', 'conversation.reference', 'promise.due'] as const;

type Place = { conversation: string; zone: string };

/** A canned reply as it would be sent in a conversation, in its language. */
export async function renderCannedReply(
	db: Db,
	actor: Actor,
	id: string,
	place: Place,
): Promise<{ text: string; lang: string }> {
	authorise(canReadInbox(actor), actor);
	const { bodies } = await readCannedReply(db, actor, id);
	const { lang } = await conversationOf(db, place.conversation);
	return { text: await fillIn(db, actor, bodyIn(bodies, lang), place), lang };
}

/** A text with its variables; what is not known is left out, with the blank before it. What is no variable stays as it was written. */
export async function fillIn(db: Db, actor: Actor, text: string, { conversation: id, zone }: Place): Promise<string> {
	if (!text.includes('{')) return text;
	const { customer_id, lang } = await conversationOf(db, id);
	const [people, names, due] = await Promise.all([
		portraitsOf(db, [customer_id]),
		memberNames(db, actor.kind === 'staff' ? [actor.id] : []),
		nextDue(db, 'conversation', [id]),
	]);
	const at = due.get(id)?.due_at;
	const values: Record<(typeof VARIABLES)[number], string> = {
		'customer.name': people.get(customer_id)?.name ?? '',
		'agent.name': names.get(actor.id) ?? '',
		'conversation.reference': referenceOf(id),
		'promise.due': at
			? new Intl.DateTimeFormat(lang, { dateStyle: 'medium', timeStyle: 'short', timeZone: zone }).format(at)
			: '',
	};
	return VARIABLES.reduce(
		(filled, name) =>
			values[name] === ''
				? filled.replaceAll(new RegExp(` ?\\{${name.replace('.', '\\.')}\\}`, 'g'), '')
				: filled.replaceAll(`{${name}}`, () => values[name]),
		text,
	);
}

async function conversationOf(db: Db, id: string) {
	const row = await db
		.selectFrom('conversations')
		.select(['customer_id', 'lang'])
		.where('id', '=', id)
		.executeTakeFirst();
	if (!row) throw problem('not_found');
	return row;
}
