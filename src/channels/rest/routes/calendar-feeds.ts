import { z } from 'zod';
import { listFeeds, makeFeed, revokeFeed } from '#modules/bookings/index.ts';
import { command, read, write } from '../route.ts';
import { idSchema } from '../schemas.ts';

const TAG = 'Bookings';
const PATH = '/calendar-feeds';
const feed = z.object({
	id: z.string(),
	worker_id: z.string().nullable(),
	crew_id: z.string().nullable(),
	created_at: z.string(),
});

export const calendarFeedRoutes = [
	read({
		method: 'GET',
		path: PATH,
		tag: TAG,
		summary: 'Which addresses there are for people’s own calendars',
		access: 'bookings:write',
		reply: z.object({ items: z.array(feed), next_cursor: z.null() }),
		handle: async ({ app, actor }) => ({
			items: (await listFeeds(app.database.db, actor)).map((row) => ({
				...row,
				created_at: row.created_at.toISOString(),
			})),
			next_cursor: null,
		}),
	}),
	write({
		method: 'POST',
		path: PATH,
		tag: TAG,
		summary: 'Make an address for somebody’s own calendar, `/calendars/{token}.ics`; the token is told this once',
		access: 'bookings:write',
		status: 201,
		body: z.union([z.strictObject({ worker_id: idSchema }), z.strictObject({ crew_id: idSchema })]),
		reply: z.object({ id: z.string(), token: z.string() }),
		handle: (tx, { actor, body }) => makeFeed(tx, actor, body),
	}),
	command({
		method: 'DELETE',
		path: `${PATH}/{id}`,
		tag: TAG,
		summary: 'Revoke such an address',
		access: 'bookings:write',
		params: z.object({ id: idSchema }),
		handle: (tx, { actor, params: { id } }) => revokeFeed(tx, actor, id),
	}),
];
