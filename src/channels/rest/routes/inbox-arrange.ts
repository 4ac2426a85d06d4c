import { z } from 'zod';
import {
	ASSIGNMENTS,
	filterSchema,
	giveToTeam,
	listColleagues,
	listInboxViews,
	listTags,
	listTeams,
	removeInboxView,
	removeTag,
	removeTeam,
	saveInboxView,
	saveTag,
	saveTeam,
	setPresence,
	tagConversation,
	untagConversation,
} from '#modules/inbox/index.ts';
import { tagShape } from '../inbox-shapes.ts';
import { read, write } from '../route.ts';
import { idSchema, langSchema } from '../schemas.ts';

const tag = 'Inbox';
const params = z.object({ id: idSchema });
const made = z.object({ id: z.string() });
const all = <T extends z.ZodType>(item: T) => z.object({ items: z.array(item), next_cursor: z.null() });
const name = z.string().trim().min(1).max(80);

const tagBody = z.strictObject({ name, colour: z.string().regex(/^#[0-9a-f]{6}$/i) });
const teamBody = z.strictObject({
	name,
	assignment: z.enum(ASSIGNMENTS).nullable().default(null).meta({ description: 'Null: as the whole inbox does' }),
	member_ids: z.array(idSchema).max(500),
});
const viewBody = z.strictObject({ name, is_shared: z.boolean().default(false), filter: filterSchema });
const presenceBody = z.strictObject({
	available: z.boolean().optional(),
	capacity: z.number().int().min(0).max(1_000).nullable().optional().meta({ description: 'Null: no limit' }),
	langs: z.array(langSchema).max(40).optional().meta({ description: 'None: any language' }),
});

export const inboxArrangeRoutes = [
	read({
		method: 'GET',
		path: '/tags',
		tag,
		summary: 'Tags of conversations',
		access: 'conversations:read',
		reply: all(tagShape),
		handle: async ({ app, actor }) => ({ items: await listTags(app.database.db, actor), next_cursor: null }),
	}),
	write({
		method: 'POST',
		path: '/tags',
		tag,
		summary: 'Make a tag',
		access: 'inbox:write',
		status: 201,
		body: tagBody,
		reply: made,
		handle: async (tx, { actor, body }) => ({ id: await saveTag(tx, actor, body) }),
	}),
	write({
		method: 'PUT',
		path: '/tags/{id}',
		tag,
		summary: 'Change a tag',
		access: 'inbox:write',
		params,
		body: tagBody,
		reply: made,
		handle: async (tx, { actor, params: { id }, body }) => ({ id: await saveTag(tx, actor, { id, ...body }) }),
	}),
	write({
		method: 'DELETE',
		path: '/tags/{id}',
		tag,
		summary: 'Remove a tag from everywhere',
		access: 'inbox:write',
		status: 204,
		params,
		reply: z.undefined(),
		handle: async (tx, { actor, params: { id } }) => {
			await removeTag(tx, actor, id);
			return undefined;
		},
	}),
	write({
		method: 'PUT',
		path: '/conversations/{id}/tags/{tag_id}',
		tag,
		summary: 'Put a tag on it; the reply says whether it had not had it',
		access: 'conversations:write',
		params: z.object({ id: idSchema, tag_id: idSchema }),
		reply: z.object({ changed: z.boolean() }),
		handle: async (tx, { actor, params: { id, tag_id } }) => ({
			changed: await tagConversation(tx, actor, { conversation: id, tag: tag_id }),
		}),
	}),
	write({
		method: 'DELETE',
		path: '/conversations/{id}/tags/{tag_id}',
		tag,
		summary: 'Take a tag off it; the reply says whether it had it',
		access: 'conversations:write',
		params: z.object({ id: idSchema, tag_id: idSchema }),
		reply: z.object({ changed: z.boolean() }),
		handle: async (tx, { actor, params: { id, tag_id } }) => ({
			changed: await untagConversation(tx, actor, { conversation: id, tag: tag_id }),
		}),
	}),
	read({
		method: 'GET',
		path: '/teams',
		tag,
		summary: 'Teams, who is in them and how they share out what comes',
		access: 'conversations:read',
		reply: all(
			z.object({
				id: z.string(),
				name: z.string(),
				assignment: z.enum(ASSIGNMENTS).nullable(),
				member_ids: z.array(z.string()),
			}),
		),
		handle: async ({ app, actor }) => ({ items: await listTeams(app.database.db, actor), next_cursor: null }),
	}),
	write({
		method: 'POST',
		path: '/teams',
		tag,
		summary: 'Make a team',
		access: 'inbox:write',
		status: 201,
		body: teamBody,
		reply: made,
		handle: async (tx, { actor, body }) => ({ id: await saveTeam(tx, actor, body) }),
	}),
	write({
		method: 'PUT',
		path: '/teams/{id}',
		tag,
		summary: 'Say all of a team anew',
		access: 'inbox:write',
		params,
		body: teamBody,
		reply: made,
		handle: async (tx, { actor, params: { id }, body }) => ({ id: await saveTeam(tx, actor, { id, ...body }) }),
	}),
	write({
		method: 'DELETE',
		path: '/teams/{id}',
		tag,
		summary: 'Remove a team; its conversations are the whole inbox’s again',
		access: 'inbox:write',
		status: 204,
		params,
		reply: z.undefined(),
		handle: async (tx, { actor, params: { id } }) => {
			await removeTeam(tx, actor, id);
			return undefined;
		},
	}),
	write({
		method: 'PUT',
		path: '/conversations/{id}/team',
		tag,
		summary: 'Say which team looks after it; the reply says which did before',
		access: 'conversations:write',
		params,
		body: z.strictObject({ team_id: idSchema.nullable() }),
		reply: z.object({ before: z.string().nullable() }),
		handle: async (tx, { actor, params: { id }, body }) => ({
			before: await giveToTeam(tx, actor, { conversation: id, team: body.team_id }),
		}),
	}),
	read({
		method: 'GET',
		path: '/inbox/views',
		tag,
		summary: 'Saved views: one’s own and the shared ones',
		access: 'conversations:read',
		reply: all(
			z.object({
				id: z.string(),
				name: z.string(),
				is_shared: z.boolean(),
				is_own: z.boolean(),
				filter: z.looseObject({}).meta({ description: 'As the inbox takes it' }),
			}),
		),
		handle: async ({ app, actor }) => ({ items: await listInboxViews(app.database.db, actor), next_cursor: null }),
	}),
	write({
		method: 'POST',
		path: '/inbox/views',
		tag,
		summary: 'Save a view; a shared one needs inbox:write',
		access: 'conversations:read',
		status: 201,
		body: viewBody,
		reply: made,
		handle: async (tx, { actor, body }) => ({ id: await saveInboxView(tx, actor, body) }),
	}),
	write({
		method: 'PUT',
		path: '/inbox/views/{id}',
		tag,
		summary: 'Say all of a view of one’s own anew',
		access: 'conversations:read',
		params,
		body: viewBody,
		reply: made,
		handle: async (tx, { actor, params: { id }, body }) => ({ id: await saveInboxView(tx, actor, { id, ...body }) }),
	}),
	write({
		method: 'DELETE',
		path: '/inbox/views/{id}',
		tag,
		summary: 'Remove a view',
		access: 'conversations:read',
		status: 204,
		params,
		reply: z.undefined(),
		handle: async (tx, { actor, params: { id } }) => {
			await removeInboxView(tx, actor, id);
			return undefined;
		},
	}),
	read({
		method: 'GET',
		path: '/inbox/members',
		tag,
		summary: 'Who answers customers: whether they are there, how much they have and can take, in which languages',
		access: 'conversations:read',
		reply: all(
			z.object({
				id: z.string(),
				name: z.string(),
				available: z.boolean(),
				away_since: z.string().nullable(),
				capacity: z.number().nullable(),
				langs: z.array(z.string()),
				load: z.number(),
			}),
		),
		handle: async ({ app, actor }) => ({
			items: (await listColleagues(app.database.db, actor)).map((row) => ({
				id: row.id,
				name: row.name,
				available: row.available,
				away_since: row.away_since?.toISOString() ?? null,
				capacity: row.capacity,
				langs: row.langs,
				load: row.load,
			})),
			next_cursor: null,
		}),
	}),
	write({
		method: 'PUT',
		path: '/inbox/members/{id}',
		tag,
		summary: 'Say whether one is there and how much one can take; of others only with inbox:write',
		access: 'conversations:write',
		status: 204,
		params,
		body: presenceBody,
		reply: z.undefined(),
		handle: async (tx, { actor, params: { id }, body }) => {
			await setPresence(tx, actor, { member: id, ...body });
			return undefined;
		},
	}),
];
