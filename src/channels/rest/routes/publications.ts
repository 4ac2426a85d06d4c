import { z } from 'zod';
import { cancelPublication, publish, schedulePublication, unpublish } from '#modules/knowledge/index.ts';
import { command, write } from '../route.ts';
import { instantSchema } from '../schemas.ts';
import { revision, TRANSLATION, translationParams, warning } from '../texts.ts';

const PUBLICATION = `${TRANSLATION}/publication`;
const SCHEDULE = `${TRANSLATION}/schedule`;

export const publicationRoutes = [
	write({
		method: 'POST',
		path: PUBLICATION,
		tag: 'Writing',
		summary: 'Publish the working copy, or the newest version of what is not published',
		access: 'knowledge:write',
		params: translationParams,
		body: z.strictObject({ revision }),
		reply: z.object({
			outcome: z.enum(['published', 'unchanged']),
			version: z.number(),
			revision: z.number(),
			slug: z.string(),
			address: z.string(),
			warnings: z.array(warning),
		}),
		handle: (tx, { actor, params, body }) => publish(tx, actor, { ...params, ...body }),
	}),
	write({
		method: 'DELETE',
		path: PUBLICATION,
		tag: 'Writing',
		summary: 'Make what is published a draft again',
		access: 'knowledge:write',
		params: translationParams,
		reply: z.object({ version: z.number(), revision: z.number() }),
		handle: (tx, { actor, params }) => unpublish(tx, actor, params),
	}),
	write({
		method: 'PUT',
		path: SCHEDULE,
		tag: 'Writing',
		summary: 'Let the working copy be published at a time, as it stands then; again gives it another time',
		access: 'knowledge:write',
		params: translationParams,
		body: z.strictObject({ revision, at: instantSchema }),
		reply: z.object({ revision: z.number(), at: z.string() }),
		handle: (tx, { actor, params, body }) => schedulePublication(tx, actor, { ...params, ...body }),
	}),
	command({
		method: 'DELETE',
		path: SCHEDULE,
		tag: 'Writing',
		summary: 'Let nothing be published by itself',
		access: 'knowledge:write',
		params: translationParams,
		handle: (tx, { actor, params }) => cancelPublication(tx, actor, params),
	}),
];
