import type { RequestEvent } from '@sveltejs/kit';
import { z } from 'zod';
import { asProblem } from '#core/errors.ts';
import { retryOnce } from '#core/transaction.ts';
import { CODES_AN_HOUR, sendCode, type Session, TRIES_AN_HOUR, verifyByCode } from '#modules/customers/index.ts';
import { type FieldErrors, refusal, textOf } from './fields.ts';
import { spendByVisitor } from './spend-by-visitor.ts';

type Refused<Field extends string> = {
	ok: false;
	status: number;
	filled: Record<Field, string>;
	errors: FieldErrors<Field>;
};

/** Has a code sent to the address in the form. Answers with the identity that it proves. */
export async function sendFromForm(
	event: RequestEvent,
): Promise<{ ok: true; identity: string } | Refused<'email' | 'code'>> {
	const form = await event.request.formData();
	const filled = { email: textOf(form, 'email'), code: '' };
	const error = emailError(filled.email);
	if (error) return { ok: false, status: 422, filled, errors: { email: error } };
	const { app, lang } = event.locals;
	try {
		await spendByVisitor(event, CODES_AN_HOUR);
		const actor = await event.locals.customer();
		const input = { email: filled.email, lang, secrets: app.secrets };
		return { ok: true, identity: (await app.transact((tx) => sendCode(tx, actor, input))).identity_id };
	} catch (refused) {
		const { status, message } = refusal(refused);
		return { ok: false, status, filled, errors: { form: message } };
	}
}

function emailError(email: string) {
	if (!email) return 'site_error_email_empty' as const;
	return z.email().max(254).safeParse(email).success ? undefined : ('site_error_email_wrong' as const);
}

/** Tries the code in the form for an identity. */
export async function enterFromForm(
	event: RequestEvent,
	id: string,
): Promise<{ ok: true; session: Session } | Refused<'email' | 'code'>> {
	const form = await event.request.formData();
	// As it is copied out of a mail, or typed with a keyboard that is set to wide digits.
	const code = textOf(form, 'code').normalize('NFKC').replace(/\s/g, '');
	const filled = { email: '', code };
	const refuse = (status: number, errors: FieldErrors<'code'>) => ({ ok: false as const, status, filled, errors });
	if (!/^\d{6}$/.test(code)) return refuse(422, { code: 'identity_error_code' });
	const { app } = event.locals;
	try {
		await spendByVisitor(event, TRIES_AN_HOUR);
		const actor = await event.locals.visitor();
		const input = { id, code, secrets: app.secrets, asks: true };
		const verified = await retryOnce(() => app.transact((tx) => verifyByCode(tx, actor, input)));
		return verified.ok ? verified : refuse(422, { code: `identity_error_${verified.why}` });
	} catch (error) {
		// With the session of before, whose code was used in another tab or by a second press of the button.
		if (asProblem(error).code === 'not_found') return refuse(422, { form: 'identity_error_gone' });
		const { status, message } = refusal(error);
		return refuse(status, { form: message });
	}
}
