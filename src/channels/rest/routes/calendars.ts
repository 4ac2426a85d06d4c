import { z } from 'zod';
import { exceptionsSchema, weekSchema, zoneSchema } from '#core/calendar/calendar-schema.ts';
import {
	changeCalendar,
	listCalendars,
	type ListedCalendar,
	makeCalendar,
	readCalendar,
	removeCalendar,
	returnCalendar,
} from '#modules/promises/index.ts';
import { command, read, write } from '../route.ts';
import { idSchema } from '../schemas.ts';

const TAG = 'Promises';
const ONE = '/calendars/{id}';
const params = z.object({ id: idSchema });

const shift = z.object({ from: z.string(), to: z.string() });
const calendar = z.object({
	id: z.string(),
	name: z.string().meta({ description: 'Empty: the usual opening hours' }),
	zone: z.string().nullable().meta({ description: 'Null: the zone of the business' }),
	week: z.array(z.array(shift)).meta({ description: 'Seven days, Monday first' }),
	exceptions: z.array(z.object({ day: z.string(), name: z.string(), shifts: z.array(shift) })),
});

const body = z.strictObject({
	name: z.string().trim().max(120),
	zone: zoneSchema.nullable().default(null),
	week: weekSchema,
	exceptions: exceptionsSchema.default([]),
});

export const presentCalendar = ({ id, name, zone, week, exceptions }: ListedCalendar): z.infer<typeof calendar> => ({
	id,
	name,
	zone,
	week: week.map((shifts) => [...shifts]),
	exceptions: exceptions.map((day) => ({ ...day, shifts: [...day.shifts] })),
});

export const calendarRoutes = [
	read({
		method: 'GET',
		path: '/calendars',
		tag: TAG,
		summary: 'Calendars of opening hours',
		access: 'promises:read',
		reply: z.object({ items: z.array(calendar), next_cursor: z.null() }),
		handle: async ({ app, actor }) => ({
			items: (await listCalendars(app.database.db, actor)).map(presentCalendar),
			next_cursor: null,
		}),
	}),
	write({
		method: 'POST',
		path: '/calendars',
		tag: TAG,
		summary: 'Make a calendar',
		access: 'settings:write',
		status: 201,
		body,
		reply: z.object({ id: z.string() }),
		handle: (tx, call) => makeCalendar(tx, call.actor, call.body),
	}),
	read({
		method: 'GET',
		path: ONE,
		tag: TAG,
		summary: 'Read one calendar',
		access: 'promises:read',
		params,
		reply: calendar,
		handle: async ({ app, actor, params: { id } }) => presentCalendar(await readCalendar(app.database.db, actor, id)),
	}),
	command({
		method: 'PUT',
		path: ONE,
		tag: TAG,
		summary: 'Change a calendar; promises that run keep the hours they were made under',
		access: 'settings:write',
		params,
		body,
		handle: (tx, call) => changeCalendar(tx, call.actor, { id: call.params.id, ...call.body }),
	}),
	command({
		method: 'DELETE',
		path: ONE,
		tag: TAG,
		summary: 'Remove a calendar by which no rule counts',
		access: 'settings:write',
		params,
		handle: (tx, call) => removeCalendar(tx, call.actor, call.params.id),
	}),
	command({
		method: 'POST',
		path: `${ONE}/return`,
		tag: TAG,
		summary: 'Undo that',
		access: 'settings:write',
		params,
		handle: (tx, call) => returnCalendar(tx, call.actor, call.params.id),
	}),
];
