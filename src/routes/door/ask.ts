import type { RequestEvent } from '@sveltejs/kit';
import type { MessageKey } from '#core/i18n/say.ts';
import { askInSentences } from '#modules/assistant/index.ts';
import { type FieldErrors, refusal, textOf } from './fields.ts';
import { spendByVisitor } from './spend-by-visitor.ts';

const LONGEST = 10_000;

/** Of a visitor, or of an address where nothing is known of them: every question is logged. */
const QUESTIONS_A_MINUTE = { name: 'ask', count: 60, seconds: 60 };

type AskFailure = { status: number; question: string; errors: FieldErrors<'question'> };
export type Asked = { ok: true; url: string } | ({ ok: false } & AskFailure);

/**
 * Asks what the form holds: the sentences of the answer as they come, then where it stands. A refusal comes before any sentence. The visitor
 * becomes a customer: the answer is theirs alone.
 */
export async function* askFromForm(event: RequestEvent): AsyncGenerator<string, Asked> {
	const question = textOf(await event.request.formData(), 'question');
	const refuse = (status: number, message: MessageKey): Asked => ({
		ok: false,
		status,
		question,
		errors: { question: message },
	});
	if (!question) return refuse(422, 'site_error_question_empty');
	if (question.length > LONGEST) return refuse(422, 'site_error_question_long');
	try {
		const steps = await start(event, question);
		for (;;) {
			const step = await steps.next();
			if (step.done) return { ok: true, url: `/${event.locals.lang}/answers/${step.value.question_id}` };
			yield step.value.text;
		}
	} catch (error) {
		const { status, message } = refusal(error);
		return refuse(status, message);
	}
}

async function start(event: RequestEvent, question: string) {
	await spendByVisitor(event, QUESTIONS_A_MINUTE);
	const { locals, request } = event;
	const { app, lang } = locals;
	const input = { question, lang, channel: 'web', address: event.getClientAddress(), signal: request.signal };
	return askInSentences(app, await locals.customer(), input);
}
