import { defaultLang } from '#core/brand.ts';
import type { Tx } from '#core/db.ts';
import { OWNER } from '#core/delivery.ts';
import type { StoredEvent } from '#core/events/define.ts';
import type { Settings } from '#core/settings.ts';
import { settingsFell } from '#journeys/settings/events.ts';
import { notify } from './notify.ts';

type NoticeApp = { transact<T>(fn: (tx: Tx) => Promise<T>): Promise<T>; origin(): string; settings: Settings };

/** Tells the owner that a version of a service was stopped, as fewer customers came to its end. */
export const noticeOfService = {
	how: 'act' as const,
	name: 'notice-of-service',
	events: [settingsFell],
	handle: async ({ transact, settings, origin }: NoticeApp, event: StoredEvent) => {
		const { service, shared, live } = settingsFell.payload.parse(event.payload);
		await transact((tx) =>
			notify(tx, {
				template: 'service_fell',
				channel: 'email',
				to: OWNER,
				lang: settings.get(defaultLang),
				args: {
					service,
					shared_done: shared.done,
					shared_over: shared.over,
					live_done: live.done,
					live_over: live.over,
					url: `${origin()}/console/services/${service}`,
				},
				dedupeKey: `service_fell:${event.id}`,
			}),
		);
	},
};
