import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import { retryOnce } from '#core/transaction.ts';
import { readJourney } from '#journeys/lock.ts';
import { definitionOf } from '#journeys/registry.ts';
import { CONVERSATIONS_AN_HOUR, passJourney } from '#modules/conversations/index.ts';
import { refusal } from './fields.ts';
import { CHANNEL } from './journey.ts';
import { presentService } from './services.ts';
import { spendByVisitor } from './spend-by-visitor.ts';

/** Gives the journey of the page to a person, and leads to where they are heard. */
export async function passFromPage(event: RequestEvent<{ id: string }>) {
	const { app, lang, visitor } = event.locals;
	const actor = await visitor();
	let conversation: string;
	try {
		await spendByVisitor(event, CONVERSATIONS_AN_HOUR);
		const journey = await readJourney(app.database.db, actor, event.params.id);
		const { title } = presentService(app, definitionOf(app.services, journey), lang);
		conversation = await retryOnce(() =>
			app.transact((tx) => passJourney(tx, actor, { id: journey.id, title, lang, channel: CHANNEL })),
		);
	} catch (error) {
		const { status, message } = refusal(error);
		return fail(status, { message });
	}
	redirect(303, `/${lang}/chat/${conversation}`);
}
