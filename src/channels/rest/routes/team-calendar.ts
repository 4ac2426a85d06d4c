import { z } from 'zod';
import { hasScope } from '#core/access.ts';
import { problem } from '#core/errors.ts';
import { followVisits, obstaclesTo, OBSTACLES, readCalendar } from '#modules/bookings/index.ts';
import { beat, eventStream } from '../event-stream.ts';
import { HANDLED, read } from '../route.ts';
import { idSchema, instantSchema } from '../schemas.ts';
import { visit } from './booking-shapes.ts';
import { presentCalendar, presentObstacle } from './team-calendar-shapes.ts';

const team = { tag: 'Bookings', access: 'bookings:read' } as const;
const stretch = z.object({ from: z.string(), until: z.string() });
const spot = { lat: z.number().nullable(), lon: z.number().nullable() };
const LONGEST_MS = 9 * 86_400_000;

const obstacle = z.object({
	code: z.enum(OBSTACLES),
	soft: z.boolean().meta({ description: 'May be overridden with `anyway`' }),
	text: z.string(),
	worker_id: z.string().nullable(),
	worker: z.string().nullable(),
	missing: z.array(z.string()).meta({ description: 'Skills, or kinds of parts and rooms' }),
	busy: stretch.nullable().meta({ description: 'What they have to do then' }),
	late_minutes: z.number().meta({ description: 'By how much the road is too long' }),
});

export const teamCalendarRoutes = [
	read({
		...team,
		method: 'GET',
		path: '/team-calendar',
		summary: 'Who works when and goes where, in nine days at most: people with their hours, busy times and visits',
		query: z.object({
			from: instantSchema,
			until: instantSchema,
			worker: idSchema.optional(),
			crew: idSchema.optional(),
		}),
		reply: z.object({
			crews: z.array(z.object({ id: z.string(), name: z.string(), colour: z.string() })),
			workers: z.array(
				z.object({
					id: z.string(),
					name: z.string(),
					crew_id: z.string().nullable(),
					zone: z.string(),
					base: z.object({ name: z.string(), ...spot }),
					skills: z.array(z.string()),
					hours: z.array(stretch),
					busy: z.array(stretch),
					exceptions: z.array(z.object({ day: z.string(), name: z.string() })),
				}),
			),
			visits: z.array(visit.extend({ customer: z.string().nullable() })),
			more: z.boolean().meta({ description: 'There are more visits than are listed' }),
		}),
		handle: async ({ app, actor, query }) => {
			const length = query.until.getTime() - query.from.getTime();
			if (length < 0 || length > LONGEST_MS) throw problem('invalid_input', { detail: 'Look at nine days at most.' });
			return presentCalendar(await readCalendar(app.database.db, actor, query));
		},
	}),
	read({
		...team,
		method: 'GET',
		path: '/team-calendar/stream',
		summary: 'That visits have changed, as it happens (SSE): `reset` says to read the calendar again',
		media: 'text/event-stream',
		reply: z.object({}),
		handle: async ({ app, again }, response) => {
			const events = eventStream(response);
			events.send('ready', {});
			const stop = followVisits(app.live, () => events.send('reset', {}));
			const stopBeat = beat(events, () =>
				again().then(
					(now) => hasScope(now, 'bookings:read'),
					(error) => (error as { status?: number }).status === 503,
				),
			);
			response.once('close', () => {
				stop();
				stopBeat();
			});
			return HANDLED;
		},
	}),
	read({
		...team,
		method: 'POST',
		path: '/visits/{id}/obstacles',
		summary: 'What stands in the way of moving a visit, without moving it',
		params: z.object({ id: z.string().max(40).meta({ description: 'Its id, or its code' }) }),
		body: z.strictObject({
			starts_at: instantSchema,
			workers: z.array(idSchema).min(1).max(20).optional().meta({ description: 'Those who come now, unless said' }),
		}),
		reply: z.object({ items: z.array(obstacle) }),
		handle: async ({ app, actor, params: { id }, body }) => {
			const found = await obstaclesTo(app.database.db, actor, { id, ...body, now: app.clock() });
			return { items: found.map(presentObstacle) };
		},
	}),
];
