import { z } from 'zod';
import { defaultLang } from '#core/brand.ts';
import { uiLang } from '#core/i18n/say.ts';
import {
	DAY_PARTS,
	describeWaiting,
	type DescribedWaiting,
	leaveWaitlist,
	listWaiting,
	WAITING_STATES,
} from '#modules/bookings/index.ts';
import { command, read } from '../route.ts';
import { idSchema, langSchema, pageOf } from '../schemas.ts';

const MOST = 500;

const waiting = z.object({
	id: z.string(),
	customer_id: z.string(),
	state: z.enum(WAITING_STATES),
	title: z.string().meta({ description: 'What is to be done' }),
	address: z.string(),
	people: z.number(),
	span: z.string().meta({ description: 'Between which days, in words' }),
	part: z.enum(DAY_PARTS).meta({ description: 'Of the day' }),
	email: z.string(),
	offer: z
		.object({ from: z.string(), until: z.string(), text: z.string() })
		.nullable()
		.meta({ description: 'The time that is offered now, and until when it is kept' }),
	journey_id: z.string().nullable().meta({ description: 'In which that time is booked' }),
	created_at: z.string(),
});

export const presentWaiting = ({
	offer,
	created_at,
	ended_by: _end,
	zone: _zone,
	updated_at: _changed,
	...entry
}: DescribedWaiting): z.infer<typeof waiting> => ({
	...entry,
	offer: offer && { from: offer.from.toISOString(), until: offer.until.toISOString(), text: offer.text },
	created_at: created_at.toISOString(),
});

export const waitlistRoutes = [
	read({
		method: 'GET',
		path: '/waitlist',
		tag: 'Bookings',
		summary:
			'Who waits for a free time, the longest first; customers see their own. Joined by the service `wait-for-time`',
		access: 'anyone',
		query: z.strictObject({ lang: langSchema.optional() }),
		reply: pageOf(waiting),
		handle: async ({ app, actor, query: { lang } }) => {
			const { db } = app.database;
			const looking = { db, say: app.say, lang: uiLang(lang ?? app.settings.get(defaultLang)) };
			const rows = await listWaiting(db, actor, { limit: MOST });
			return { items: (await describeWaiting(looking, rows)).map(presentWaiting), next_cursor: null };
		},
	}),
	command({
		method: 'DELETE',
		path: '/waitlist/{id}',
		tag: 'Bookings',
		summary: 'Wait no longer; a time that is kept for it is free again',
		access: 'anyone',
		params: z.object({ id: idSchema }),
		handle: async (tx, { app, actor, params: { id } }) => leaveWaitlist(app, tx, actor, id),
	}),
];
