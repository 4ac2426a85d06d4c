import { z } from 'zod';
import {
	changeRule,
	type Expected,
	listRules,
	makeRule,
	orderRules,
	PAUSES,
	previewPromises,
	PROMISE_KINDS,
	removeRule,
	returnRule,
	type Rule,
	TELLS,
} from '#modules/promises/index.ts';
import { command, read, write } from '../route.ts';
import { idSchema, instantSchema, langSchema } from '../schemas.ts';
import { kind } from './promise-shapes.ts';

const TAG = 'Promises';
const ONE = '/promise-rules/{id}';
const params = z.object({ id: idSchema });
const A_YEAR = 525_600;

const words = z
	.array(z.string().trim().min(1).max(60))
	.max(50)
	.transform((all) => [...new Set(all)]);
const any = words.default([]).meta({ description: 'Empty: any' });
const list = z
	.string()
	.max(1_000)
	.default('')
	.transform((text) => text.split(',').flatMap((word) => word.trim() || []))
	.meta({ description: 'Words with commas between them' });
const step = z.strictObject({ after: z.int().min(1).max(A_YEAR), tell: z.enum(TELLS) });

const body = z
	.strictObject({
		kind,
		name: z.string().trim().max(120).default('').meta({ description: 'Empty: called by its kind' }),
		channels: any,
		topics: z
			.array(idSchema)
			.max(50)
			.transform((all) => [...new Set(all)])
			.default([])
			.meta({ description: 'Ids of tags: a conversation that has one of them. Empty: any' }),
		groups: any,
		langs: z.array(langSchema).max(50).default([]).meta({ description: 'Empty: any' }),
		calendar_id: idSchema.nullable().default(null).meta({ description: 'Null: around the clock' }),
		minutes: z.int().min(1).max(A_YEAR).meta({ description: 'Of open time' }),
		pauses: z
			.array(z.enum(PAUSES))
			.default([])
			.transform((all) => [...new Set(all)])
			.meta({ description: 'For what its clock stands still' }),
		ladder: z
			.array(step)
			.max(10)
			.default([])
			.transform((steps) => steps.toSorted((a, b) => a.after - b.after))
			.meta({ description: 'Who is told after how many minutes of open time' }),
		active: z.boolean().default(true),
	})
	.refine(({ ladder, minutes }) => ladder.every(({ after }) => after < minutes), {
		path: ['ladder'],
		message: 'each step must come before the time is up',
	});

const rule = z.object({
	id: z.string(),
	kind,
	name: z.string(),
	channels: z.array(z.string()),
	topics: z.array(z.string()),
	groups: z.array(z.string()),
	langs: z.array(z.string()),
	calendar_id: z.string().nullable(),
	minutes: z.number(),
	pauses: z.array(z.enum(PAUSES)),
	ladder: z.array(step),
	active: z.boolean(),
});

export const presentRule = ({ created_at: _made, removed_at: _gone, position: _place, ...rest }: Rule) => rest;

const expected = z.object({
	kind: z.enum(PROMISE_KINDS),
	rule_id: z.string(),
	due_at: z.string(),
	zone: z.string(),
	open: z.boolean(),
	opens_at: z.string(),
	ladder: z.array(step.extend({ at: z.string() })),
});

const presentExpected = ({ due_at, opens_at, ladder, ...rest }: Expected) => ({
	...rest,
	due_at: due_at.toISOString(),
	opens_at: opens_at.toISOString(),
	ladder: ladder.map((one) => ({ ...one, at: one.at.toISOString() })),
});

export const promiseRuleRoutes = [
	read({
		method: 'GET',
		path: '/promise-rules',
		tag: TAG,
		summary: 'The rules in their order: of each kind the first that fits wins',
		access: 'promises:read',
		reply: z.object({ items: z.array(rule), next_cursor: z.null() }),
		handle: async ({ app, actor }) => ({
			items: (await listRules(app.database.db, actor)).map(presentRule),
			next_cursor: null,
		}),
	}),
	write({
		method: 'POST',
		path: '/promise-rules',
		tag: TAG,
		summary: 'Make a rule, behind the others',
		access: 'settings:write',
		status: 201,
		body,
		reply: z.object({ id: z.string() }),
		handle: (tx, call) => makeRule(tx, call.actor, call.body),
	}),
	command({
		method: 'PUT',
		path: '/promise-rules/order',
		tag: TAG,
		summary: 'Put all rules into this order',
		access: 'settings:write',
		body: z.strictObject({ ids: z.array(idSchema).max(500) }),
		handle: (tx, call) => orderRules(tx, call.actor, call.body.ids),
	}),
	read({
		method: 'GET',
		path: '/promise-rules/preview',
		tag: TAG,
		summary: 'What would be promised to somebody who wrote then',
		access: 'promises:read',
		query: z.object({
			at: instantSchema.optional().meta({ description: 'Now unless given' }),
			channel: z.string().max(60).default('web'),
			lang: langSchema.default('en'),
			topics: list.meta({ description: 'Ids of tags with commas between them' }),
			groups: list,
		}),
		reply: z.object({ items: z.array(expected), next_cursor: z.null() }),
		handle: async ({ app, actor, query: { at = app.clock(), ...circumstances } }) => {
			const items = await previewPromises(app.database.db, actor, { at, ...circumstances });
			return { items: items.map(presentExpected), next_cursor: null };
		},
	}),
	command({
		method: 'PUT',
		path: ONE,
		tag: TAG,
		summary: 'Change a rule; what was promised by it keeps its terms until another rule fits',
		access: 'settings:write',
		params,
		body,
		handle: (tx, call) => changeRule(tx, call.actor, { id: call.params.id, ...call.body }),
	}),
	command({
		method: 'DELETE',
		path: ONE,
		tag: TAG,
		summary: 'Remove a rule',
		access: 'settings:write',
		params,
		handle: (tx, call) => removeRule(tx, call.actor, call.params.id),
	}),
	command({
		method: 'POST',
		path: `${ONE}/return`,
		tag: TAG,
		summary: 'Undo that',
		access: 'settings:write',
		params,
		handle: (tx, call) => returnRule(tx, call.actor, call.params.id),
	}),
];
