import { type Actor, authorise, isTheirs } from '#core/access.ts';
import type { Tx } from '#core/db.ts';
import { problem } from '#core/errors.ts';
import type { StoredEvent } from '#core/events/define.ts';
import type { Say } from '#core/i18n/say.ts';
import type { Secrets } from '#core/secrets.ts';
import type { Transact } from '#core/transaction.ts';
import { journeyAbandoned } from '#journeys/events.ts';
import { type Journey, lockJourney } from '#journeys/lock.ts';
import type { Services } from '#journeys/registry.ts';
import { openJourney, setReminder } from '#journeys/remind.ts';
import { inWords } from '#journeys/wording.ts';
import { claimEmail, entryAddress } from '#modules/customers/index.ts';
import { mayWrite } from './may-write.ts';
import { notify } from './notify.ts';

type JourneyApp = { services: Services; say: Say; secrets: Secrets; origin(): string };

type Wanted = {
	journey: string;
	email: string;
	/** They agree to be written to once more, should they leave it unfinished. */
	remind: boolean;
};

/**
 * Mails the way back to a journey to its customer, who says where. Throws `conflict` for one that is over, `forbidden` for whoever goes on with somebody
 * else's, and `too_many_requests` where the address was written to often.
 */
export async function mailJourney(app: JourneyApp, tx: Tx, actor: Actor, wanted: Wanted): Promise<void> {
	const journey = await lockJourney(tx, actor, wanted.journey);
	authorise(isTheirs(actor, journey.customer_id), actor);
	if (journey.state !== 'open') throw problem('conflict', { detail: 'This is over.' });
	const email = wanted.email.trim().toLowerCase();
	if (!(await mayWrite(tx, email))) throw problem('too_many_requests');
	await claimEmail(tx, actor, email, journey.customer_id);
	await setReminder(tx, journey, wanted.remind ? email : null);
	await write(app, tx, journey, { template: 'journey_link', email });
}

/** Reminds of what was left unfinished, of each journey once, whoever agreed to it. */
export const noticeOfJourney = {
	how: 'act' as const,
	name: 'notice-of-journey',
	// Read when the app is put together, as that of a conversation.
	get events() {
		return [journeyAbandoned];
	},
	handle: async (app: JourneyApp & { transact: Transact }, { subject_id: id }: StoredEvent) => {
		await app.transact(async (tx) => {
			const journey = await openJourney(tx, id);
			const email = journey?.remind_email;
			if (!journey || !email || !(await mayWrite(tx, email))) return;
			await write(app, tx, journey, { template: 'journey_left', email, dedupeKey: `journey_left:${id}` });
		});
	},
};

type Letter = { template: 'journey_link' | 'journey_left'; email: string; dedupeKey?: string };

/** Nobody is written to at an address that they took away, or about a service that there is no longer. */
async function write(app: JourneyApp, tx: Tx, journey: Journey, { template, email, dedupeKey }: Letter) {
	const { id, customer_id: customer, service, lang } = journey;
	const { say, secrets } = app;
	const definition = app.services.get(service);
	const about = { type: 'journey' as const, id };
	const url = await entryAddress(tx, { customer, email, about, lang, origin: app.origin(), secrets });
	if (!definition || !url) return;
	const args = { journey: id, title: inWords(say, { words: definition.title }, lang), url };
	await notify(tx, { template, channel: 'email', to: email, lang, customer, args, ...(dedupeKey && { dedupeKey }) });
}
