import type { Retention } from '#core/events/forget-old.ts';
import type { Subscriber } from '#core/events/subscribe.ts';
import { settingChanged, type SettingKind, type Settings } from '#core/settings.ts';
import { timeZone } from '#core/zone.ts';
import type { Settler } from '../matters/settle-days.ts';
import { recount } from './recount.ts';

/** Days that begin at another hour hold other facts: in another zone all are counted anew. */
export const recountOnZone = (retention: SettingKind<Retention>): Subscriber<Settler & { settings: Settings }> => ({
	how: 'act',
	name: 'recount_on_zone',
	events: [settingChanged],
	handle: async (app, { payload }) => {
		if (payload.key !== timeZone.key) return;
		await recount(app, app.settings.get(retention));
	},
});
