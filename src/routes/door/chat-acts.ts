import { type RequestEvent, redirect, fail } from '@sveltejs/kit';
import { isId } from '#core/ids.ts';
import {
	CONVERSATIONS_AN_HOUR,
	handOver,
	LONGEST_MESSAGE,
	MESSAGES_A_MINUTE,
	openConversation,
	say,
} from '#modules/conversations/index.ts';
import { seenIn } from './chat-seen.ts';
import { refusal, textOf } from './fields.ts';
import { rateFromForm } from './rate.ts';
import { readerOf } from './reader.ts';
import { spendByVisitor } from './spend-by-visitor.ts';

type Event = RequestEvent<{ lang: string; id?: string }>;

/** What the chat's forms do where no script runs. Each leads back to the conversation. */
export const chatActions = {
	say: async (event: Event) => {
		const text = textOf(await event.request.formData(), 'text').slice(0, LONGEST_MESSAGE);
		if (!text) return fail(422, { notice: event.locals.say('chat_empty') });
		return attempt(event, async () => {
			await spendByVisitor(event, MESSAGES_A_MINUTE);
			const conversation = event.params.id ?? (await begin(event));
			const actor = await event.locals.customer();
			const said = await event.locals.app.transact((tx) => say(tx, actor, { conversation, text }));
			return said.conversation_id;
		});
	},
	person: async (event: Event) =>
		attempt(event, async () => {
			const conversation = event.params.id ?? (await begin(event));
			const actor = await event.locals.customer();
			await event.locals.app.transact((tx) => handOver(tx, actor, { conversation, reason: 'asked' }));
			return conversation;
		}),
	rate: async (event: Event) => {
		const form = await event.request.clone().formData();
		const question = textOf(form, 'question');
		if (!isId(question)) return fail(422, { notice: event.locals.say('chat_fault') });
		await rateFromForm(event, { question });
		return { rated: question };
	},
};

async function begin(event: Event): Promise<string> {
	await spendByVisitor(event, CONVERSATIONS_AN_HOUR);
	const { app, lang } = event.locals;
	const actor = await event.locals.customer();
	const { question_id, question, articles } = seenIn(event.url);
	const came = { question: question_id, words: question, articles };
	const { fallbackLang } = readerOf(event.locals);
	return app.transact((tx) =>
		openConversation(tx, actor, { lang, channel: 'web', came, fallbackLang, to: 'assistant' }),
	);
}

async function attempt(event: Event, act: () => Promise<string>) {
	let id: string;
	try {
		id = await act();
	} catch (error) {
		const { status, message } = refusal(error);
		return fail(status, { notice: event.locals.say(message) });
	}
	redirect(303, `/${event.params.lang}/chat/${id}`);
}
