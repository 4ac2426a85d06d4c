import { z } from 'zod';
import { MY_READERS } from '#app';
import { defaultLang } from '#core/brand.ts';
import { uiLang } from '#core/i18n/say.ts';
import { listMine, type MineItem } from '#modules/mine/index.ts';
import { PAUSES, PROMISE_KINDS, PROMISE_STATES } from '#modules/promises/index.ts';
import { read } from '../route.ts';
import { langSchema, pageOf, pageQuery } from '../schemas.ts';

const item = z.object({
	type: z.string().meta({ examples: ['visit', 'journey', 'conversation', 'promise'] }),
	id: z.string(),
	title: z.string(),
	state: z.string().meta({
		description:
			'Of a visit `booked`, `over`, `done`, `missed`, `cancelled`; of a journey its own; of a conversation `waiting` (for us), `answered`, `assistant`, `closed`; of a promise its own',
	}),
	open: z.boolean(),
	when: z.string().meta({ description: 'When it takes place; else when something last happened in it' }),
	takes_place: z
		.object({ from: z.string(), until: z.string(), zone: z.string() })
		.nullable()
		.meta({ description: 'Of a visit: within which time somebody arrives; of a plan: about when the next one is' }),
	url: z.string().nullable().meta({ description: 'Its page on this site' }),
	next: z.object({ text: z.string(), url: z.string() }).nullable().meta({ description: 'What they can do next' }),
	promise: z
		.object({
			id: z.string(),
			kind: z.enum(PROMISE_KINDS),
			state: z.enum(PROMISE_STATES),
			due_at: z.string(),
			minutes_left: z.number().meta({ description: 'Of open time; below zero once it is late' }),
			paused_for: z.array(z.enum(PAUSES)),
		})
		.nullable()
		.meta({ description: 'What is promised about it and still waited for' }),
});

const presentMine = ({ when, takes_place, promise, instead_of: _covers, ...rest }: MineItem): z.infer<typeof item> => ({
	...rest,
	when: when.toISOString(),
	takes_place: takes_place && {
		from: takes_place.from.toISOString(),
		until: takes_place.until.toISOString(),
		zone: takes_place.zone,
	},
	promise: promise
		? {
				id: promise.id,
				kind: promise.kind,
				state: promise.state,
				due_at: promise.due_at.toISOString(),
				minutes_left: promise.minutes_left,
				paused_for: promise.paused_for,
			}
		: null,
});

export const mineRoutes = [
	read({
		method: 'GET',
		path: '/me/items',
		tag: 'Customers',
		summary:
			'All that the customer of this session has going on, the nearest in time first, and then all that is past, the newest first',
		access: 'anyone',
		query: pageQuery.extend({
			cursor: z.string().max(300).optional().meta({ description: 'The `next_cursor` of the page before' }),
			lang: langSchema.optional().meta({ description: 'Of titles and texts' }),
		}),
		reply: pageOf(item),
		handle: async ({ app, actor, query: { cursor, limit, lang } }) => {
			const looking = {
				db: app.database.db,
				actor,
				now: app.clock(),
				say: app.say,
				lang: uiLang(lang ?? app.settings.get(defaultLang)),
			};
			const { items, next } = await listMine(MY_READERS, looking, { cursor, limit });
			return { items: items.map(presentMine), next_cursor: next };
		},
	}),
];
