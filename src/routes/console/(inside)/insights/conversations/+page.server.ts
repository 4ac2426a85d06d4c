import { ANONYMOUS, hasScope } from '#core/access.ts';
import { allOf } from '#core/all-of.ts';
import { dayIn } from '#core/days.ts';
import { timeZone } from '#core/zone.ts';
import {
	partsOf,
	rangeBefore,
	readConversations,
	readHandovers,
	readLoad,
	readPaths,
} from '#modules/analytics/index.ts';
import { reaskRate } from '#modules/conversations/index.ts';
import { reportPromises } from '#modules/promises/index.ts';
import { rangeIn } from '../../range.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { app, member, lang }, url, parent }) => {
	await parent();
	const actor = member?.actor ?? ANONYMOUS;
	const { db } = app.database;
	const zone = app.settings.get(timeZone);
	const now = app.clock();
	const today = dayIn(zone, now);
	const range = rangeIn(url.searchParams, today);
	const { promises, ...read } = await allOf({
		sums: readConversations(db, actor, { range, zone, now }),
		before: readConversations(db, actor, { range: rangeBefore(range), zone, now }),
		handovers: readHandovers(db, actor, { range, zone, lang }),
		paths: readPaths(db, actor, { range, zone, now }),
		load: readLoad(db, actor, { range, zone }),
		parts: partsOf(db, actor, range),
		promises: reportPromises(db, actor, range),
		// It tells of what was said, so whoever may not read conversations does not see it.
		reask: hasScope(actor, 'conversations:read') ? reaskRate(db, actor, { ...range, zone }) : Promise.resolve(null),
	});
	const rates = Object.fromEntries(promises.kinds.map(({ key, hit_rate }) => [key, hit_rate]));
	return { range, today, ...read, kept: { first: rates.first_response ?? null, resolution: rates.resolution ?? null } };
};
