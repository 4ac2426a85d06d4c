import { z } from 'zod';
import { listAudit } from '#modules/staff/index.ts';
import { read } from '../route.ts';
import { idSchema, instantSchema, page, pageOf, pageQuery } from '../schemas.ts';

export const auditRoutes = [
	read({
		method: 'GET',
		path: '/audit',
		tag: 'Team',
		summary: 'What the team, its keys and the program did, newest first',
		access: 'audit:read',
		query: pageQuery.extend({
			actor_id: z.string().max(100).optional().meta({ description: 'A member, a key, or `system`' }),
			about: z
				.string()
				.regex(/^[a-z_]{1,40}$/)
				.optional()
				.meta({ description: 'The first part of an event: `translation`, `member`, `setting`…' }),
			subject_id: idSchema.optional(),
			from: instantSchema.optional(),
			to: instantSchema.optional(),
		}),
		reply: pageOf(
			z.object({
				id: z.string(),
				name: z.string(),
				subject: z.object({ type: z.string(), id: z.string() }),
				actor: z.object({ kind: z.string(), id: z.string() }),
				at: z.string(),
				payload: z.record(z.string(), z.unknown()),
			}),
		),
		handle: async ({ app, actor, query: { cursor, ...query } }) => {
			const rows = await listAudit(app.database.db, actor, { ...query, before: cursor });
			return page(
				rows,
				query.limit,
				({ id, name, subject_type, subject_id, actor: { kind, id: by }, at, payload }) => ({
					id,
					name,
					subject: { type: subject_type, id: subject_id },
					actor: { kind, id: by },
					at: at.toISOString(),
					payload,
				}),
			);
		},
	}),
];
