import { z } from 'zod';
import { timeZone } from '#core/zone.ts';
import { REASK_FIELDS, reaskRate } from '#modules/conversations/index.ts';
import { rangeOf, rangeQuery } from '../range.ts';
import { read } from '../route.ts';

const reask = z.object({
	handoffs: z.number().meta({ description: 'Hand-overs that somebody took' }),
	reasked: z.number().meta({ description: 'Those in which the customer was asked for what had been passed on' }),
	rate: z.number().nullable(),
	fields: z.partialRecord(z.enum(REASK_FIELDS), z.number()),
});

export const inboxReportRoutes = [
	read({
		method: 'GET',
		path: '/inbox/report',
		tag: 'Inbox',
		summary: 'How often customers were asked again for what had been passed on to the team, and for what',
		access: 'conversations:read',
		query: rangeQuery,
		reply: z.object({ reask }),
		handle: async ({ app, actor, query }) => {
			const zone = app.settings.get(timeZone);
			const range = rangeOf(query, { zone, now: app.clock() });
			return { reask: await reaskRate(app.database.db, actor, { ...range, zone }) };
		},
	}),
];
