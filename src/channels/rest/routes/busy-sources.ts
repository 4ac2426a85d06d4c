import { z } from 'zod';
import {
	addBusySource,
	askBusySource,
	listBusySources,
	listClashes,
	removeBusySource,
} from '#modules/bookings/index.ts';
import { command, read, write } from '../route.ts';
import { idSchema } from '../schemas.ts';

const TAG = 'Bookings';
const PATH = '/busy-sources';
const params = z.object({ id: idSchema });
const source = z.object({
	id: z.string(),
	worker_id: z.string(),
	host: z.string(),
	created_at: z.string(),
	fetched_at: z.string().nullable().meta({ description: 'When it last told; null before the first time' }),
	fault: z.string().nullable().meta({ description: 'Why it could not be read when it was last asked' }),
});
const clash = z.object({
	visit_id: z.string(),
	code: z.string(),
	starts_at: z.string(),
	ends_at: z.string(),
	worker: z.object({ id: z.string(), name: z.string() }),
	busy_from: z.string(),
	busy_until: z.string(),
});

export const busySourceRoutes = [
	read({
		method: 'GET',
		path: PATH,
		tag: TAG,
		summary: 'Calendars elsewhere that tell when somebody is busy',
		access: 'bookings:write',
		reply: z.object({ items: z.array(source), next_cursor: z.null() }),
		handle: async ({ app, actor }) => ({
			items: (await listBusySources(app.database.db, actor)).map(({ created_at, fetched_at, ...row }) => ({
				...row,
				created_at: created_at.toISOString(),
				fetched_at: fetched_at?.toISOString() ?? null,
			})),
			next_cursor: null,
		}),
	}),
	write({
		method: 'POST',
		path: PATH,
		tag: TAG,
		summary: 'Take in when somebody is busy from the secret address of their calendar (ICS), every quarter of an hour',
		access: 'bookings:write',
		status: 201,
		body: z.strictObject({ worker_id: idSchema, url: z.string().trim().min(1).max(2_000) }),
		reply: z.object({ id: z.string() }),
		handle: (tx, { app, actor, body }) => addBusySource(tx, actor, app.secrets, body),
	}),
	command({
		method: 'POST',
		path: `${PATH}/{id}/fetch`,
		tag: TAG,
		summary: 'Ask such a calendar now',
		access: 'bookings:write',
		params,
		handle: (tx, { actor, params: { id } }) => askBusySource(tx, actor, id),
	}),
	command({
		method: 'DELETE',
		path: `${PATH}/{id}`,
		tag: TAG,
		summary: 'Forget such a calendar and what it told',
		access: 'bookings:write',
		params,
		handle: (tx, { actor, params: { id } }) => removeBusySource(tx, actor, id),
	}),
	read({
		method: 'GET',
		path: '/visit-clashes',
		tag: TAG,
		summary: 'Visits to come at which somebody is busy elsewhere by now, the earliest first',
		access: 'bookings:read',
		reply: z.object({ items: z.array(clash), next_cursor: z.null() }),
		handle: async ({ app, actor }) => ({
			items: (await listClashes(app.database.db, actor, app.clock())).map(({ worker_id, worker_name, ...row }) => ({
				visit_id: row.visit_id,
				code: row.code,
				starts_at: row.starts_at.toISOString(),
				ends_at: row.ends_at.toISOString(),
				worker: { id: worker_id, name: worker_name },
				busy_from: row.busy_from.toISOString(),
				busy_until: row.busy_until.toISOString(),
			})),
			next_cursor: null,
		}),
	}),
];
