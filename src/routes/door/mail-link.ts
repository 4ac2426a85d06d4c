import { fail, type RequestEvent } from '@sveltejs/kit';
import { z } from 'zod';
import { ADDRESSES_AN_HOUR } from '#modules/conversations/index.ts';
import { mailJourney } from '#modules/notifications/index.ts';
import { refusal, textOf } from './fields.ts';
import { spendByVisitor } from './spend-by-visitor.ts';

/** Mails the way back to the journey of the page, and a reminder if that is wanted. */
export async function mailLink(event: RequestEvent<{ id: string }>) {
	const { app, visitor } = event.locals;
	const form = await event.request.formData();
	const email = textOf(form, 'email');
	const isAddress = z.email().max(254).safeParse(email).success;
	const message = email ? ('site_error_email_wrong' as const) : ('site_error_email_empty' as const);
	if (!isAddress) return fail(422, { mailFault: { email, message } });
	const remind = textOf(form, 'remind') === 'yes';
	try {
		await spendByVisitor(event, ADDRESSES_AN_HOUR);
		const actor = await visitor();
		await app.transact((tx) => mailJourney(app, tx, actor, { journey: event.params.id, email, remind }));
	} catch (error) {
		const refused = refusal(error);
		return fail(refused.status, { mailFault: { email, message: refused.message } });
	}
	return { mailed: email };
}
