import { z } from 'zod';
import { defaultLang } from '#core/brand.ts';
import { problem } from '#core/errors.ts';
import { readJourney } from '#journeys/lock.ts';
import { definitionOf } from '#journeys/registry.ts';
import { inWords } from '#journeys/wording.ts';
import {
	CONVERSATIONS_AN_HOUR,
	getConversation,
	LONGEST_MESSAGE,
	MESSAGES_A_MINUTE,
	openConversation,
	say,
} from '#modules/conversations/index.ts';
import { idSchema, langSchema } from '../../rest/schemas.ts';
import { channel } from '../tell-turn.ts';
import { type Call, tool } from '../tool.ts';

const shape = z.object({
	conversation_id: z.string(),
	reference: z.string(),
	status: z.string(),
	messages: z.array(z.object({ author: z.string(), text: z.string(), at: z.string() })),
	promised_by: z.string().nullable().meta({ description: 'When the team has promised to answer, RFC 3339' }),
});

/** Of what was said, so much is told again. */
const MOST_TOLD = 20;

const talk = tool({
	name: 'talk_to_a_person',
	title: 'Talk to a person',
	description:
		'Passes the customer on to a person of the team, in their words and with what was done so far; with conversation_id it says more in the same conversation. read_conversation reads what is answered.',
	input: z.strictObject({
		text: z.string().trim().min(1).max(LONGEST_MESSAGE).meta({ description: 'What the customer wants to say' }),
		email: z.email().max(254).optional().meta({ description: 'Where they want to be answered as well' }),
		conversation_id: idSchema.optional(),
		journey_id: idSchema.optional().meta({ description: 'What they are in the middle of: a person goes on with it' }),
		lang: langSchema.optional(),
	}),
	output: shape,
	run: async (call, { conversation_id: known, ...input }) => {
		if (call.actor.id === '') throw problem('unauthenticated');
		return conversationTold(call, known ? await sayMore(call, known, input.text) : await open(call, input));
	},
});

async function sayMore(call: Call, conversation: string, text: string): Promise<string> {
	await call.spend(MESSAGES_A_MINUTE);
	return (await call.act((tx) => say(tx, call.actor, { conversation, text }))).conversation_id;
}

type Opening = { text: string; email?: string | undefined; journey_id?: string | undefined; lang?: string | undefined };

async function open(call: Call, { text, email, journey_id, lang }: Opening): Promise<string> {
	const { app, actor } = call;
	await call.spend(CONVERSATIONS_AN_HOUR);
	const fallbackLang = app.settings.get(defaultLang);
	const asked = lang ?? call.lang ?? fallbackLang;
	const journey = journey_id && (await titled(call, journey_id, asked));
	const came = { articles: [], words: '' };
	return call.act((tx) =>
		openConversation(tx, actor, {
			text,
			email,
			lang: asked,
			channel,
			came,
			fallbackLang,
			to: 'person',
			...(journey && { journey }),
		}),
	);
}

async function titled({ app, actor }: Call, id: string, lang: string) {
	const journey = await readJourney(app.database.db, actor, id);
	return { id, title: inWords(app.say, { words: definitionOf(app.services, journey).title }, lang) };
}

const read = tool({
	name: 'read_conversation',
	title: 'Read a conversation',
	description: 'What was said in a conversation with a person of the team, the newest last.',
	input: z.strictObject({ conversation_id: idSchema }),
	output: shape,
	reads: true,
	run: async (call, { conversation_id }) => conversationTold(call, conversation_id),
});

async function conversationTold({ app, actor }: Call, id: string) {
	const {
		reference,
		status,
		messages: all,
		promises,
		...found
	} = await getConversation(app.database.db, actor, id, app.clock());
	const messages = all
		.filter(({ text }) => text !== '')
		.slice(-MOST_TOLD)
		.map(({ author, text, at }) => ({ author, text, at: at.toISOString() }));
	const due = promises.find(({ kind }) => kind !== 'resolution')?.due_at;
	const promised_by = due?.toISOString() ?? null;
	const text = [
		`Conversation ${found.id} · ${reference} · ${status}`,
		promised_by ? `An answer is promised by ${promised_by}.` : '',
		...messages.map((message) => `${message.author}: ${message.text}`),
	];
	const data = { conversation_id: found.id, reference, status, messages, promised_by };
	return { text: text.filter(Boolean).join('\n'), data };
}

export const personTools = [talk, read];
