import type { StoredEvent } from '#core/events/define.ts';
import { offeredNow, waitingOffered } from '#modules/bookings/index.ts';
import { entryAddress } from '#modules/customers/index.ts';
import { mayWrite } from './may-write.ts';
import type { VisitApp } from './notice-of-visit.ts';
import { notify } from './notify.ts';

/** Writes to somebody on the waitlist that a time is free and kept for them. */
export const noticeOfOffer = {
	how: 'act' as const,
	name: 'notice-of-offer',
	// Read when the app is put together, as that of a conversation.
	get events() {
		return [waitingOffered];
	},
	handle: async (app: VisitApp, { id: event, subject_id: id }: StoredEvent) => {
		await app.transact(async (tx) => {
			const waiting = await offeredNow(tx, id, app.say);
			if (!waiting?.offer || !waiting.journey_id || !(await mayWrite(tx, waiting.email))) return;
			const { customer_id: customer, email, lang, journey_id, offer, title, zone } = waiting;
			const about = { type: 'journey' as const, id: journey_id };
			const url = await entryAddress(tx, { customer, email, about, lang, origin: app.origin(), secrets: app.secrets });
			if (!url) return;
			await notify(tx, {
				template: 'time_offered',
				channel: 'email',
				to: email,
				lang,
				customer,
				args: { waiting: id, title, zone, from: offer.from.toISOString(), until: offer.until.toISOString(), url },
				dedupeKey: `time_offered:${event}`,
			});
		});
	},
};
