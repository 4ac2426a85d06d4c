import type { RequestEvent } from '@sveltejs/kit';
import { spend } from '#core/limits.ts';
import { ask } from '#modules/assistant/index.ts';
import { type FieldErrors, refusal, textOf } from './fields.ts';

const LONGEST = 10_000;

/** One bucket with the API's `ask`, so that the pages are no way around it. */
const QUESTIONS_A_MINUTE = { name: 'ask', count: 60, seconds: 60 };

export type AskFailure = { status: number; question: string; errors: FieldErrors<'question'> };
export type Asked = { ok: true; url: string; sentences: string[] } | ({ ok: false } & AskFailure);

/** Asks what the form holds, and says where its answer stands. The visitor becomes a customer: the answer is theirs alone. */
export async function askFromForm(event: RequestEvent): Promise<Asked> {
	const question = textOf(await event.request.formData(), 'question');
	const refuse = (status: number, message: FieldErrors<'question'>['question']): Asked => ({
		ok: false,
		status,
		question,
		errors: { question: message },
	});
	if (!question) return refuse(422, 'site_error_question_empty');
	if (question.length > LONGEST) return refuse(422, 'site_error_question_long');
	const { app, lang } = event.locals;
	try {
		await spend(app.database.db, QUESTIONS_A_MINUTE, (await event.locals.visitor()).id || event.getClientAddress());
		const { question_id, answer } = await ask(app, await event.locals.customer(), { question, lang, channel: 'web' });
		return { ok: true, url: `/${lang}/answers/${question_id}`, sentences: answer?.text.split('\n') ?? [] };
	} catch (error) {
		const { status, message } = refusal(error);
		return refuse(status, message);
	}
}
