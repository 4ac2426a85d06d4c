import { z } from 'zod';
import { defaultLang } from '#core/brand.ts';
import { uiLang } from '#core/i18n/say.ts';
import { type DescribedPlan, describePlans, listPlans, stopPlan } from '#modules/bookings/index.ts';
import { command, read } from '../route.ts';
import { idSchema, langSchema, pageOf } from '../schemas.ts';

const MOST = 500;

const plan = z.object({
	id: z.string(),
	customer_id: z.string(),
	title: z.string().meta({ description: 'What is done each time' }),
	address: z.string(),
	email: z.string(),
	every_months: z.number(),
	every: z.string().meta({ description: 'The same in words' }),
	next_on: z
		.string()
		.meta({ description: 'About when the next one is due; its customer is written to three weeks before' }),
	journey_id: z.string().nullable().meta({ description: 'In which a time for it is chosen' }),
	created_at: z.string(),
});

export const presentPlan = ({
	next: _next,
	zone: _zone,
	active: _active,
	updated_at: _changed,
	created_at,
	...rest
}: DescribedPlan): z.infer<typeof plan> => ({ ...rest, created_at: created_at.toISOString() });

export const visitPlanRoutes = [
	read({
		method: 'GET',
		path: '/visit-plans',
		tag: 'Bookings',
		summary: 'Visits that come again, the next due first; customers see their own. Made by the service `plan-visits`',
		access: 'anyone',
		query: z.strictObject({ lang: langSchema.optional() }),
		reply: pageOf(plan),
		handle: async ({ app, actor, query: { lang } }) => {
			const { db } = app.database;
			const looking = { db, say: app.say, lang: uiLang(lang ?? app.settings.get(defaultLang)) };
			const rows = await listPlans(db, actor, { limit: MOST });
			return { items: (await describePlans(looking, rows)).map(presentPlan), next_cursor: null };
		},
	}),
	command({
		method: 'DELETE',
		path: '/visit-plans/{id}',
		tag: 'Bookings',
		summary: 'Nothing is proposed any more; what is booked stays',
		access: 'anyone',
		params: z.object({ id: idSchema }),
		handle: async (tx, { actor, params: { id } }) => stopPlan(tx, actor, id),
	}),
];
