import type { App } from '#app';
import type { Actor } from '#core/access.ts';
import { defaultLang } from '#core/brand.ts';
import { readOrdinal } from '#core/reading/answers/read-ordinal.ts';
import {
	awaitAnswer,
	getConversation,
	listConversations,
	listMessages,
	openConversation,
	say,
} from '#modules/conversations/index.ts';
import { put } from './put.ts';

export type Incoming = {
	text: string;
	lang?: string | undefined;
	/** What the sender's program calls it: the same twice is one message. */
	client_id?: string | undefined;
	time_zone?: string | undefined;
};

export type Outgoing = { text: string; conversation_id: string };

/** The name under which plain text is counted; channels that are made of it (SMS, messengers) have their own. */
const CHANNEL = 'text';
/** Who writes later than this begins something new. */
const GOES_ON_MS = 24 * 3_600_000;
const LATELY = 20;

/** One message in plain text, and what is said to it: in the conversation that the customer is having, or in a new one. */
export async function converse(app: App, actor: Actor, incoming: Incoming, channel = CHANNEL): Promise<Outgoing> {
	const current = await currentIn(app, actor, channel);
	const before = current ? await newest(app, actor, current) : undefined;
	const conversation = current ?? (await begin(app, actor, incoming, channel));
	const answer = awaitAnswer(app, conversation);
	const { client_id } = incoming;
	const said = await app.transact((tx) => say(tx, actor, { conversation, text: meant(incoming, before), client_id }));
	await answer;
	return { text: await answerTo(app, actor, said), conversation_id: said.conversation_id };
}

type ToAnswer = { id: string; conversation_id: string };

/** All that was said since; while nobody has said anything, that somebody will. */
async function answerTo(app: App, actor: Actor, { id, conversation_id }: ToAnswer): Promise<string> {
	const { db } = app.database;
	const { lang } = await getConversation(db, actor, conversation_id, app.clock());
	const { messages } = await listMessages(db, actor, { id: conversation_id, limit: LATELY });
	const link = (path: string) => new URL(path, app.origin()).href;
	const since = messages.filter((message) => message.id > id && message.author !== 'customer');
	const texts = since.map(({ text, parts }) => put({ text, ...parts }, { say: app.say, lang, link }));
	return texts.filter((text) => text !== '').join('\n\n') || app.say('journey_with_team', {}, lang);
}

async function currentIn(app: App, actor: Actor, channel: string): Promise<string | undefined> {
	if (actor.id === '') return undefined;
	const since = new Date(app.clock().getTime() - GOES_ON_MS);
	const all = await listConversations(app.database.db, actor, { limit: LATELY });
	return all.find((one) => one.channel === channel && one.status === 'open' && one.last_message_at > since)?.id;
}

async function newest({ database }: App, actor: Actor, id: string) {
	const { messages } = await listMessages(database.db, actor, { id, limit: 1 });
	return messages[0];
}

/** A number chooses among the articles that were offered. */
function meant({ text, lang = 'en' }: Incoming, before: Awaited<ReturnType<typeof newest>>): string {
	const choices = before?.parts.choices ?? [];
	const index = choices.length > 0 ? readOrdinal(text, { lang, count: choices.length }) : undefined;
	return index === undefined ? text : (choices[index]?.title ?? text);
}

const begin = (app: App, actor: Actor, { lang, time_zone }: Incoming, channel: string) => {
	const fallbackLang = app.settings.get(defaultLang);
	const came = { articles: [], words: '', timeZone: time_zone };
	return app.transact((tx) =>
		openConversation(tx, actor, { lang: lang ?? fallbackLang, channel, came, fallbackLang, to: 'assistant' }),
	);
};
