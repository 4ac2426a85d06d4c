import { z } from 'zod';
import { changeView, filterSchema, listViews, removeView, saveView } from '#modules/knowledge/index.ts';
import { command, read, write } from '../route.ts';
import { idSchema } from '../schemas.ts';

const input = z.strictObject({
	name: z.string().trim().min(1).max(80),
	is_shared: z.boolean().default(false).meta({ description: 'Others on the team see it too' }),
	filter: filterSchema,
});
const params = z.object({ id: idSchema });

export const knowledgeViewRoutes = [
	read({
		method: 'GET',
		path: '/knowledge/views',
		tag: 'Organising',
		summary: 'Saved views of the list of articles: one’s own and those that others share',
		access: 'knowledge:read',
		reply: z.object({
			items: z.array(
				z.object({
					id: z.string(),
					name: z.string(),
					is_shared: z.boolean(),
					is_own: z.boolean(),
					filter: z.looseObject({}).meta({ description: 'As the list of articles takes it' }),
				}),
			),
			next_cursor: z.null(),
		}),
		handle: async ({ app, actor }) => ({ items: await listViews(app.database.db, actor), next_cursor: null }),
	}),
	write({
		method: 'POST',
		path: '/knowledge/views',
		tag: 'Organising',
		summary: 'Save a view of one’s own; who may only read may too',
		access: 'knowledge:read',
		status: 201,
		body: input,
		reply: z.object({ id: z.string() }),
		handle: async (tx, { actor, body }) => ({ id: await saveView(tx, actor, body) }),
	}),
	command({
		method: 'PATCH',
		path: '/knowledge/views/{id}',
		tag: 'Organising',
		summary: 'Change a view of one’s own',
		access: 'knowledge:read',
		params,
		body: z.strictObject({
			name: input.shape.name.optional(),
			is_shared: z.boolean().optional(),
			filter: filterSchema.optional(),
		}),
		handle: async (tx, { actor, params: { id }, body: { name, is_shared, filter } }) => {
			const given = {
				...(name !== undefined && { name }),
				...(is_shared !== undefined && { is_shared }),
				...(filter && { filter }),
			};
			await changeView(tx, actor, { id, ...given });
		},
	}),
	command({
		method: 'DELETE',
		path: '/knowledge/views/{id}',
		tag: 'Organising',
		summary: 'Remove a view of one’s own',
		access: 'knowledge:read',
		params,
		handle: (tx, { actor, params: { id } }) => removeView(tx, actor, id),
	}),
];
