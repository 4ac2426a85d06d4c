import { type RequestEvent, redirect, fail } from '@sveltejs/kit';
import { z } from 'zod';
import { problem } from '#core/errors.ts';
import { isId } from '#core/ids.ts';
import {
	ADDRESSES_AN_HOUR,
	CONVERSATIONS_AN_HOUR,
	editPacket,
	giveEmail,
	giveFeedback,
	handOver,
	LONGEST_MESSAGE,
	MESSAGES_A_MINUTE,
	openConversation,
	say,
} from '#modules/conversations/index.ts';
import { awaitAnswer } from '#modules/conversations/index.ts';
import { filesOf, keepFiles } from './chat-files.ts';
import { seenIn } from './chat-seen.ts';
import { refusal, textOf, textsOf } from './fields.ts';
import { rateFromForm } from './rate.ts';
import { readerOf } from './reader.ts';
import { spendByVisitor } from './spend-by-visitor.ts';

type Event = RequestEvent<{ lang: string; id?: string }>;

/** What the chat's forms do where no script runs. Each leads back to the conversation, at what was said last. */
export const chatActions = {
	say: async (event: Event) => {
		const form = await event.request.formData();
		const [text, files] = [textsOf(form, 'text').join(', ').slice(0, LONGEST_MESSAGE), filesOf(form)];
		if (!text && files.length === 0) return fail(422, { notice: event.locals.say('chat_empty') });
		return attempt(event, { typed: text }, async () => {
			await spendByVisitor(event, MESSAGES_A_MINUTE);
			const { app } = event.locals;
			const actor = await event.locals.customer();
			const { ids: attachments, refused } = await keepFiles(event, actor, files);
			if (refused) return { notice: event.locals.say('chat_file_failed', { name: refused }) };
			const conversation = event.params.id ?? (await begin(event));
			const answer = awaitAnswer(app, conversation);
			const said = await app.transact((tx) => say(tx, actor, { conversation, text, attachments }));
			await answer;
			return said.conversation_id;
		});
	},
	person: async (event: Event) =>
		attempt(event, {}, async () => {
			const conversation = event.params.id ?? (await begin(event));
			const actor = await event.locals.customer();
			await event.locals.app.transact((tx) => handOver(tx, actor, { conversation, reason: 'asked' }));
			return conversation;
		}),
	packet: async (event: Event) => {
		const form = await event.request.formData();
		const of = (name: string, longest: number) => (form.has(name) ? textOf(form, name).slice(0, longest) : undefined);
		const { goal, note, without } = { goal: of('goal', 200), note: of('note', 2_000), without: of('without', 200) };
		return attempt(event, {}, async () => {
			const conversation = conversationOf(event);
			const actor = await event.locals.customer();
			const edit = { conversation, goal: goal || undefined, note, without: without ? [without] : [] };
			await event.locals.app.transact((tx) => editPacket(tx, actor, edit));
			return conversation;
		});
	},
	email: async (event: Event) => {
		const email = z
			.email()
			.max(254)
			.safeParse(textOf(await event.request.formData(), 'email'));
		if (!email.success) return fail(422, { notice: event.locals.say('chat_email_wrong') });
		return attempt(event, {}, async () => {
			const conversation = conversationOf(event);
			await spendByVisitor(event, ADDRESSES_AN_HOUR);
			const actor = await event.locals.customer();
			await event.locals.app.transact((tx) => giveEmail(tx, actor, { conversation, email: email.data }));
			return conversation;
		});
	},
	feedback: async (event: Event) => {
		const solved = textOf(await event.request.formData(), 'solved') === 'yes';
		return attempt(event, {}, async () => {
			const conversation = conversationOf(event);
			const actor = await event.locals.customer();
			await event.locals.app.transact((tx) => giveFeedback(tx, actor, { conversation, solved }));
			return conversation;
		});
	},
	rate: async (event: Event) => {
		const form = await event.request.clone().formData();
		const question = textOf(form, 'question');
		if (!isId(question)) return fail(422, { notice: event.locals.say('chat_fault') });
		const { rated } = await rateFromForm(event, { question });
		return { rated: { question, ...rated } };
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

function conversationOf({ params: { id } }: Event): string {
	if (!id || !isId(id)) throw problem('not_found');
	return id;
}

/** Leads to the conversation whose id `act` answers; a notice stands beside the form. */
async function attempt(event: Event, kept: { typed?: string }, act: () => Promise<string | { notice: string }>) {
	let id: string;
	try {
		const done = await act();
		if (typeof done !== 'string') return fail(422, { ...kept, ...done });
		id = done;
	} catch (error) {
		const { status, message } = refusal(error);
		return fail(status, { ...kept, notice: event.locals.say(message) });
	}
	redirect(303, `/${event.params.lang}/chat/${id}#last`);
}
