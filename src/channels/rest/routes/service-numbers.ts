import { z } from 'zod';
import { spanOf } from '#core/days.ts';
import { timeZone } from '#core/zone.ts';
import { completionsIn, funnelOf } from '#journeys/funnel.ts';
import { serviceCalled } from '#journeys/registry.ts';
import { rangeOf, rangeQuery } from '../range.ts';
import { type Call, read } from '../route.ts';

const count = z.number();
const sums = {
	begun: count,
	done: count,
	with_team: count,
	under_way: count.meta({ description: 'Somebody was at it within three hours' }),
	left: count.meta({ description: 'All others that came to no end' }),
};
const part = z.object({ key: z.string(), ...sums });

type Asked = Call<unknown, z.infer<typeof rangeQuery>, unknown>;

function rangeAsked({ app, query }: Pick<Asked, 'app' | 'query'>) {
	const zone = app.settings.get(timeZone);
	const { from, to, lang, channel } = rangeOf(query, { zone, now: app.clock() });
	const { from: begins = new Date(0), until = app.clock() } = spanOf({ from, to }, zone);
	return { from: begins, until, lang, channel };
}

export const serviceNumberRoutes = [
	read({
		method: 'GET',
		path: '/service-completions',
		tag: 'Services',
		summary: 'How many journeys through each service were begun in a range of days, and what became of them',
		access: 'questions:read',
		query: rangeQuery,
		reply: z.object({ items: z.array(z.object({ service: z.string(), ...sums })), next_cursor: z.null() }),
		handle: async ({ app, actor, query }) => ({
			items: await completionsIn(app.database.db, actor, rangeAsked({ app, query })),
			next_cursor: null,
		}),
	}),
	read({
		method: 'GET',
		path: '/services/{id}/funnel',
		tag: 'Services',
		summary: 'How far the journeys through one service came, question by question',
		access: 'questions:read',
		params: z.object({ id: z.string().max(60) }),
		query: rangeQuery,
		reply: z.object({
			total: z.object(sums),
			steps: z.array(
				z.object({ name: z.string(), reached: count, answered: count, refused: count, left: count }).meta({
					description: '`review` is the receipt',
				}),
			),
			channels: z.array(part),
			langs: z.array(part),
		}),
		handle: ({ app, actor, params: { id }, query }) =>
			funnelOf(app.database.db, actor, serviceCalled(app.services, id).id, rangeAsked({ app, query })),
	}),
];
