import { z } from 'zod';
import { daySchema } from '#core/day-schema.ts';
import type { Actor } from '#core/access.ts';
import type { Tx } from '#core/db.ts';
import { act, ACT_KINDS, ACTS, listActs, undoAct } from '#modules/knowledge/index.ts';
import { read, write } from '../route.ts';
import { idSchema, langSchema, page, pageOf, pageQuery } from '../schemas.ts';
import { status } from '../texts.ts';

const MOST = 1_000;

const ids = z.array(idSchema).min(1).max(MOST);
const bare = <Kind extends string>(kind: Kind) => z.strictObject({ kind: z.literal(kind), ids });

const wish = z.discriminatedUnion('kind', [
	bare('archive'),
	bare('unarchive'),
	bare('trash'),
	bare('restore'),
	bare('remove_collection'),
	bare('move').extend({
		collection_id: idSchema.nullable(),
		before: idSchema.nullable().optional().meta({ description: 'The article before which they come to stand' }),
	}),
	bare('set_status').extend({ lang: langSchema, status }),
	bare('assign').extend({ owner_id: idSchema.nullable().optional(), review_by: daySchema.nullable().optional() }),
]);
type Wish = z.output<typeof wish>;

const report = z.object({
	changed: z.number(),
	unchanged: z.number(),
	failed: z.array(
		z.object({
			id: z.string(),
			code: z.enum(['not_found', 'in_trash', 'not_in_trash', 'no_such_language', 'never_written', 'changed_since']),
		}),
	),
});

function perform(tx: Tx, actor: Actor, input: Wish) {
	switch (input.kind) {
		case 'move':
			return act(tx, actor, ACTS.move, { ...input, order: input.ids });
		case 'set_status':
			return act(tx, actor, ACTS.set_status, input);
		case 'assign':
			return act(tx, actor, ACTS.assign, input);
		case 'trash':
		case 'restore':
			return act(tx, actor, ACTS[input.kind], input);
		case 'remove_collection':
			return act(tx, actor, ACTS.remove_collection, input);
		default:
			return act(tx, actor, ACTS[input.kind], input);
	}
}

const who = z.object({ kind: z.string(), id: z.string() });

export const knowledgeActRoutes = [
	write({
		method: 'POST',
		path: '/knowledge/acts',
		tag: 'Organising',
		summary: 'Do one thing to up to 1,000 articles (or collections) at once; who cannot be changed is named',
		access: 'knowledge:write',
		status: 201,
		body: wish,
		reply: report.extend({ id: z.string().nullable().meta({ description: 'To undo it; null when nothing changed' }) }),
		handle: (tx, { actor, body }) => perform(tx, actor, body),
	}),
	write({
		method: 'POST',
		path: '/knowledge/acts/{id}/undo',
		tag: 'Organising',
		summary: 'Undo it, once; what changed since stays as it is and is named',
		access: 'knowledge:write',
		params: z.object({ id: idSchema }),
		reply: report,
		handle: (tx, { actor, params }) => undoAct(tx, actor, ACT_KINDS, params.id),
	}),
	read({
		method: 'GET',
		path: '/knowledge/acts',
		tag: 'Organising',
		summary: 'What was done to many at once in the last thirty days, newest first',
		access: 'knowledge:read',
		query: pageQuery,
		reply: pageOf(
			z.object({
				id: z.string(),
				kind: z.string(),
				count: z.number(),
				actor: who,
				at: z.string(),
				undone_at: z.string().nullable(),
				undone_by: who.nullable(),
			}),
		),
		handle: async ({ app, actor, query: { cursor, limit } }) =>
			page(await listActs(app.database.db, actor, { before: cursor, limit }), limit, (row) => ({
				id: row.id,
				kind: row.kind,
				count: row.count ?? 0,
				actor: { kind: row.actor.kind, id: row.actor.id },
				at: row.at.toISOString(),
				undone_at: row.undone_at?.toISOString() ?? null,
				undone_by: row.undone_by && { kind: row.undone_by.kind, id: row.undone_by.id },
			})),
	}),
];
