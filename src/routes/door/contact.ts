import type { RequestEvent } from '@sveltejs/kit';
import { z } from 'zod';
import type { Actor } from '#core/access.ts';
import { CONVERSATIONS_AN_HOUR, openConversation, type Seen, seenBefore } from '#modules/conversations/index.ts';
import { type FieldErrors, refusal, textOf } from './fields.ts';
import { readerOf } from './reader.ts';
import { spendByVisitor } from './spend-by-visitor.ts';

const LONGEST = 10_000;
const LONGEST_Q = 2_000;

/** With what a customer came to the form: a question of theirs, an article, or words they searched for. */
type Came = { question: string; article: string; q: string };
type Filled = { text: string; email: string };
type Contacted =
	| { ok: true; id: string }
	| { ok: false; status: number; filled: Filled; came: Came; errors: FieldErrors<keyof Filled> };

/** Opens a conversation with what the form holds, together with what was asked and seen before. */
export async function contactFromForm(event: RequestEvent): Promise<Contacted> {
	const form = await event.request.formData();
	const filled = { text: textOf(form, 'text'), email: textOf(form, 'email') };
	const came = {
		question: textOf(form, 'question'),
		article: textOf(form, 'article'),
		q: textOf(form, 'q').slice(0, LONGEST_Q),
	};
	const refuse = (status: number, errors: FieldErrors<keyof Filled>): Contacted => ({
		ok: false,
		status,
		filled,
		came,
		errors,
	});
	const errors = check(filled);
	// People do not see this field; programs fill in every one.
	if (textOf(form, 'website')) errors.form = 'site_error_robot';
	if (Object.keys(errors).length > 0) return refuse(422, errors);
	const { app, lang } = event.locals;
	try {
		await spendByVisitor(event, CONVERSATIONS_AN_HOUR);
		const actor = await event.locals.customer();
		const { fallbackLang } = readerOf(event.locals);
		return {
			ok: true,
			id: await app.transact((tx) =>
				openConversation(tx, actor, {
					...filled,
					lang,
					channel: 'web',
					came: cameFrom(came),
					to: 'person',
					fallbackLang,
				}),
			),
		};
	} catch (error) {
		const { status, message } = refusal(error);
		return refuse(status, { form: message });
	}
}

function check({ text, email }: Filled): FieldErrors<keyof Filled> {
	const errors: FieldErrors<keyof Filled> = {};
	if (!text) errors.text = 'site_error_text_empty';
	else if (text.length > LONGEST) errors.text = 'site_error_text_long';
	if (!email) errors.email = 'site_error_email_empty';
	else if (!z.email().max(254).safeParse(email).success) errors.email = 'site_error_email_wrong';
	return errors;
}

const cameFrom = ({ question, article, q }: Came) => ({ question, articles: [article], words: q });

/** What travels with the message, as the page shows it before it is sent. */
export function seenBy(locals: App.Locals, actor: Actor, came: Came): Promise<Seen> {
	const { db, prefer } = readerOf(locals);
	return seenBefore(db, actor, cameFrom(came), prefer);
}
