import { z } from 'zod';
import { timeZone } from '#core/zone.ts';
import {
	BY_HAND,
	cancelPromise,
	explainPromise,
	GIVEN_REASONS,
	keepPromise,
	listPromises,
	makePromise,
	PROMISE_STATES,
	readPromise,
	reportPromises,
} from '#modules/promises/index.ts';
import { rangeOf, rangeQuery } from '../range.ts';
import { command, read, write } from '../route.ts';
import { idSchema, instantSchema, langSchema, page, pageOf, pageQuery } from '../schemas.ts';
import { kind, presentPromise, promise, report } from './promise-shapes.ts';

const TAG = 'Promises';
const ONE = '/promises/{id}';
const params = z.object({ id: idSchema });
const word = z.string().trim().min(1).max(60);
const note = z.string().trim().max(1_000);

export const promiseRoutes = [
	read({
		method: 'GET',
		path: '/promises',
		tag: TAG,
		summary: 'Promises, the newest first',
		access: 'promises:read',
		query: pageQuery.extend({
			state: z.enum(PROMISE_STATES).optional(),
			kind: kind.optional(),
			channel: word.optional(),
			lang: z.string().max(35).optional(),
			subject_type: word.optional(),
			subject_id: idSchema.optional(),
			customer_id: idSchema.optional(),
			unexplained: z
				.enum(['true', 'false'])
				.optional()
				.transform((text) => text === 'true')
				.meta({ description: 'Broken ones of which nobody has said why' }),
		}),
		reply: pageOf(promise),
		handle: async ({ app, actor, query: { cursor, ...query } }) => {
			const rows = await listPromises(app.database.db, actor, { ...query, before: cursor }, app.clock());
			return page(rows, query.limit, presentPromise);
		},
	}),
	write({
		method: 'POST',
		path: '/promises',
		tag: TAG,
		summary: 'Promise something by hand, as a call at three: due at a moment, or after minutes of open time',
		access: 'promises:write',
		status: 201,
		body: z.strictObject({
			kind: z.enum(BY_HAND),
			subject_type: word,
			subject_id: idSchema,
			customer_id: idSchema.nullish(),
			channel: word.optional(),
			lang: langSchema.optional(),
			due_at: instantSchema.optional(),
			minutes: z.int().min(1).max(525_600).optional(),
			note: note.optional(),
		}),
		reply: z.object({ id: z.string(), due_at: z.string() }),
		handle: async (tx, { app, actor, body: { subject_type: type, subject_id, customer_id, ...body } }) => {
			const about = { subject: { type, id: subject_id }, customer: customer_id ?? null };
			const ruled = await app.promiseSubjects[type]?.ruledBy?.(tx, subject_id);
			const { id, due_at } = await makePromise(tx, actor, { ...body, ...about, ...ruled });
			return { id, due_at: due_at.toISOString() };
		},
	}),
	read({
		method: 'GET',
		path: '/promises/report',
		tag: TAG,
		summary: 'How many promises were kept: by kind, week, channel and language, with the query that counts them',
		access: 'promises:read',
		query: rangeQuery,
		reply: report,
		handle: async ({ app, actor, query }) => {
			const range = rangeOf(query, { zone: app.settings.get(timeZone), now: app.clock() });
			return reportPromises(app.database.db, actor, range);
		},
	}),
	read({
		method: 'GET',
		path: ONE,
		tag: TAG,
		summary: 'Read one promise',
		access: 'promises:read',
		params,
		reply: promise,
		handle: async ({ app, actor, params: { id } }) =>
			presentPromise(await readPromise(app.database.db, actor, id, app.clock())),
	}),
	command({
		method: 'PUT',
		path: `${ONE}/explanation`,
		tag: TAG,
		summary: 'Say why a promise was broken',
		access: 'promises:write',
		params,
		body: z.strictObject({ reason: z.enum(GIVEN_REASONS), note: note.default('') }),
		handle: (tx, { actor, params: { id }, body }) => explainPromise(tx, actor, { id, ...body }),
	}),
	command({
		method: 'POST',
		path: `${ONE}/keep`,
		tag: TAG,
		summary: 'Say that what was promised by hand is done',
		access: 'promises:write',
		params,
		handle: (tx, { actor, params: { id } }) => keepPromise(tx, actor, id),
	}),
	command({
		method: 'POST',
		path: `${ONE}/cancel`,
		tag: TAG,
		summary: 'Take a promise back: it counts neither as kept nor as broken',
		access: 'promises:write',
		params,
		handle: (tx, { actor, params: { id } }) => cancelPromise(tx, actor, id),
	}),
];
