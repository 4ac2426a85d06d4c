import type { StoredEvent } from '#core/events/define.ts';
import { dueNow, planProposed } from '#modules/bookings/index.ts';
import { entryAddress } from '#modules/customers/index.ts';
import { mayWrite } from './may-write.ts';
import type { VisitApp } from './notice-of-visit.ts';
import { notify } from './notify.ts';

/** Asks whoever has planned visits to choose a time for the next, and once more where they did not. */
export const noticeOfPlan = {
	how: 'act' as const,
	name: 'notice-of-plan',
	// Read when the app is put together, as that of a conversation.
	get events() {
		return [planProposed];
	},
	handle: async (app: VisitApp, { id: event, subject_id: id }: StoredEvent) => {
		await app.transact(async (tx) => {
			const plan = await dueNow(tx, id, app.say);
			if (!plan?.journey_id || !(await mayWrite(tx, plan.email))) return;
			const { customer_id: customer, email, lang, journey_id: journey, title, every, next } = plan;
			const about = { type: 'journey' as const, id: journey };
			const url = await entryAddress(tx, { customer, email, about, lang, origin: app.origin(), secrets: app.secrets });
			if (!url) return;
			await notify(tx, {
				template: 'visit_due',
				channel: 'email',
				to: email,
				lang,
				customer,
				args: { journey, title, every, next, url },
				dedupeKey: `visit_due:${event}`,
			});
		});
	},
};
