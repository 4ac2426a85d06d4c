import { timeZone } from '#core/zone.ts';
import { presentCalendar } from '#channels/rest/routes/calendars.ts';
import { presentRule } from '#channels/rest/routes/promise-rules.ts';
import { listTags } from '#modules/inbox/index.ts';
import { listCalendars, listRules, publicPromises } from '#modules/promises/index.ts';
import { ownerOnly } from '../owner-only.ts';

export const load = ownerOnly(async ({ database: { db }, settings, clock }, actor) => ({
	calendars: (await listCalendars(db, actor)).map(presentCalendar),
	rules: (await listRules(db, actor)).map(presentRule),
	tags: (await listTags(db, actor)).map(({ id, name }) => ({ id, name })),
	zone: settings.get(timeZone),
	isPublic: settings.get(publicPromises),
	now: clock().toISOString(),
}));
