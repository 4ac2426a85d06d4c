import { z } from 'zod';
import { timeZone } from '#core/zone.ts';
import {
	actInBulk,
	bodyIn,
	listCannedReplies,
	listMacros,
	macroStep,
	removeCannedReply,
	removeMacro,
	renderCannedReply,
	runMacro,
	saveCannedReply,
	saveMacro,
	undoInboxAct,
} from '#modules/inbox/index.ts';
import { command, read, write } from '../route.ts';
import { idSchema, instantSchema, langSchema } from '../schemas.ts';

const tag = 'Inbox';
const params = z.object({ id: idSchema });
const made = z.object({ id: z.string() });
const title = z.string().trim().min(1).max(120);
const is_shared = z.boolean().default(false).meta({ description: 'Everybody’s: needs inbox:write' });

const cannedBody = z.strictObject({
	title,
	shortcut: z
		.string()
		.regex(/^[\p{L}\p{M}\p{N}_-]{1,40}$/u)
		.nullable()
		.default(null)
		.meta({ description: 'Typed after a slash' }),
	folder: z.string().trim().max(80).default(''),
	bodies: z
		.record(langSchema, z.string().trim().min(1).max(10_000))
		.refine((bodies) => Object.keys(bodies).length > 0, 'needs a text in one language at least'),
	is_shared,
});
const macroBody = z.strictObject({ title, steps: z.array(macroStep).min(1).max(20), is_shared });

const conversation_ids = z.array(idSchema).min(1).max(200);
const bulk = <K extends string, S extends z.core.$ZodLooseShape>(kind: K, shape: S) =>
	z.strictObject({ kind: z.literal(kind), conversation_ids, ...shape });
const bulkAct = z.discriminatedUnion('kind', [
	bulk('assign', { member_id: idSchema.nullable() }),
	bulk('team', { team_id: idSchema.nullable() }),
	bulk('tag', { tag_id: idSchema }),
	bulk('untag', { tag_id: idSchema }),
	bulk('snooze', { until: instantSchema.nullable() }),
	bulk('close', {}),
	bulk('reopen', {}),
]);

const result = z.object({
	conversation_id: z.string(),
	result: z.string().meta({ description: '`done`, `unchanged`, or the code of why not' }),
});
const ran = z.object({
	id: z.string().nullable().meta({ description: 'To undo it; null when nothing changed' }),
	results: z.array(result),
});
const undone = z.object({
	results: z.array(
		result.extend({
			not_undone: z.array(z.string()).meta({ description: 'What changed since, or cannot be taken back' }),
		}),
	),
});

const undoOf = (path: string) =>
	read({
		method: 'DELETE',
		path,
		tag,
		summary: 'Undo it, once: what is still as it was left; the reply names what could not be undone',
		access: 'conversations:write',
		params,
		reply: undone,
		handle: ({ app, actor, params: { id } }) => undoInboxAct(app.transact, actor, id),
	});

export const inboxActRoutes = [
	read({
		method: 'GET',
		path: '/canned-replies',
		tag,
		summary: 'What is said often: one’s own and everybody’s, with the text in a language',
		access: 'conversations:read',
		query: z.object({ q: z.string().max(200).optional(), lang: langSchema.optional() }),
		reply: z.object({
			items: z.array(
				z.object({
					id: z.string(),
					title: z.string(),
					shortcut: z.string().nullable(),
					folder: z.string(),
					bodies: z.record(z.string(), z.string()),
					text: z.string(),
					is_shared: z.boolean(),
					updated_at: z.string(),
				}),
			),
			next_cursor: z.null(),
		}),
		handle: async ({ app, actor, query: { q, lang = 'en' } }) => ({
			items: (await listCannedReplies(app.database.db, actor, q)).map((row) => ({
				id: row.id,
				title: row.title,
				shortcut: row.shortcut,
				folder: row.folder,
				bodies: row.bodies,
				text: bodyIn(row.bodies, lang),
				is_shared: row.is_shared,
				updated_at: row.updated_at.toISOString(),
			})),
			next_cursor: null,
		}),
	}),
	write({
		method: 'POST',
		path: '/canned-replies',
		tag,
		summary: 'Keep a reply; it may name {customer.name}, {agent.name}, {conversation.reference} and {promise.due}',
		access: 'conversations:write',
		status: 201,
		body: cannedBody,
		reply: made,
		handle: async (tx, { actor, body }) => ({ id: await saveCannedReply(tx, actor, body) }),
	}),
	write({
		method: 'PUT',
		path: '/canned-replies/{id}',
		tag,
		summary: 'Say all of a reply anew',
		access: 'conversations:write',
		params,
		body: cannedBody,
		reply: made,
		handle: async (tx, { actor, params: { id }, body }) => ({ id: await saveCannedReply(tx, actor, { id, ...body }) }),
	}),
	command({
		method: 'DELETE',
		path: '/canned-replies/{id}',
		tag,
		summary: 'Remove a reply',
		access: 'conversations:write',
		params,
		handle: (tx, { actor, params: { id } }) => removeCannedReply(tx, actor, id),
	}),
	read({
		method: 'POST',
		path: '/canned-replies/{id}/rendering',
		tag,
		summary: 'The reply as it would be sent in a conversation, in its language',
		access: 'conversations:read',
		params,
		body: z.strictObject({ conversation_id: idSchema }),
		reply: z.object({ text: z.string(), lang: z.string() }),
		handle: ({ app, actor, params: { id }, body }) =>
			renderCannedReply(app.database.db, actor, id, {
				conversation: body.conversation_id,
				zone: app.settings.get(timeZone),
			}),
	}),
	read({
		method: 'GET',
		path: '/macros',
		tag,
		summary: 'Several steps at once: one’s own macros and everybody’s',
		access: 'conversations:read',
		reply: z.object({
			items: z.array(
				z.object({
					id: z.string(),
					title: z.string(),
					steps: z.array(z.looseObject({ kind: z.string() })),
					is_shared: z.boolean(),
				}),
			),
			next_cursor: z.null(),
		}),
		handle: async ({ app, actor }) => ({ items: await listMacros(app.database.db, actor), next_cursor: null }),
	}),
	write({
		method: 'POST',
		path: '/macros',
		tag,
		summary: 'Make a macro',
		access: 'conversations:write',
		status: 201,
		body: macroBody,
		reply: made,
		handle: async (tx, { actor, body }) => ({ id: await saveMacro(tx, actor, body) }),
	}),
	write({
		method: 'PUT',
		path: '/macros/{id}',
		tag,
		summary: 'Say all of a macro anew',
		access: 'conversations:write',
		params,
		body: macroBody,
		reply: made,
		handle: async (tx, { actor, params: { id }, body }) => ({ id: await saveMacro(tx, actor, { id, ...body }) }),
	}),
	command({
		method: 'DELETE',
		path: '/macros/{id}',
		tag,
		summary: 'Remove a macro',
		access: 'conversations:write',
		params,
		handle: (tx, { actor, params: { id } }) => removeMacro(tx, actor, id),
	}),
	read({
		method: 'POST',
		path: '/macros/{id}/runs',
		tag,
		summary: 'Run it on up to 200 conversations: in each all steps, or none',
		access: 'conversations:write',
		params,
		body: z.strictObject({ conversation_ids }),
		reply: ran,
		handle: ({ app, actor, params: { id }, body }) =>
			runMacro(app.database.db, app.transact, actor, {
				id,
				conversations: body.conversation_ids,
				zone: app.settings.get(timeZone),
			}),
	}),
	undoOf('/macros/runs/{id}'),
	read({
		method: 'POST',
		path: '/inbox/acts',
		tag,
		summary: 'Do one thing to up to 200 conversations; who cannot be changed stops no other',
		access: 'conversations:write',
		body: bulkAct,
		reply: ran,
		handle: ({ app, actor, body: { conversation_ids: ids, ...act } }) => actInBulk(app.transact, actor, ids, act),
	}),
	undoOf('/inbox/acts/{id}'),
];
