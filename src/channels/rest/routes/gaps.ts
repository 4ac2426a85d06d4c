import { z } from 'zod';
import type { Actor } from '#core/access.ts';
import type { Tx } from '#core/db.ts';
import {
	closeGap,
	dismissGap,
	draftGap,
	type Gap,
	listGapQuestions,
	listGaps,
	mergeGap,
	readGap,
	rejoinGap,
	replayGap,
	returnGap,
	splitGap,
	unmergeGap,
} from '#modules/gaps/index.ts';
import { command, read, write } from '../route.ts';
import { idSchema, langSchema, page, pageOf, pageQuery } from '../schemas.ts';
import { outcomeSchema } from './replays.ts';

const status = z.enum(['open', 'drafted', 'closed', 'dismissed']);
const params = z.object({ id: idSchema });

const gap = z.object({
	id: z.string(),
	status,
	lang: z.string(),
	question: z.string().nullable().meta({ description: 'Its most typical question; null where its words were erased' }),
	article_id: z.string().nullable().meta({ description: 'What was begun to close it' }),
	customers: z.number().meta({ description: 'How many different customers asked' }),
	questions: z.number(),
	answered: z.number().meta({ description: 'How many of them find the right article by now' }),
	weeks: z.array(z.number()).meta({ description: 'Questions in each of the last four weeks' }),
	split_from: z.string().nullable(),
	last_at: z.string(),
	created_at: z.string(),
});

const present = (row: Gap) => ({
	id: row.id,
	status: row.status,
	lang: row.lang,
	question: row.question || null,
	article_id: row.article_id,
	customers: row.customers,
	questions: row.questions,
	answered: row.answered,
	weeks: row.weeks,
	split_from: row.split_from,
	last_at: row.last_at.toISOString(),
	created_at: row.created_at.toISOString(),
});

const member = z.object({
	id: z.string(),
	text: z.string(),
	lang: z.string(),
	channel: z.string(),
	outcome: outcomeSchema,
	why: z.enum(['unsure', 'rated']),
	answered_at: z.string().nullable(),
	part: z.string().meta({ description: 'The gap it stands in, itself or one that was merged into it' }),
	at: z.string(),
});

type Member = Awaited<ReturnType<typeof listGapQuestions>>[number];
const presentMember = ({ answered_at, at, ...row }: Member) => ({
	id: row.id,
	text: row.text,
	lang: row.lang,
	channel: row.channel,
	outcome: row.outcome,
	why: row.why,
	part: row.part,
	answered_at: answered_at?.toISOString() ?? null,
	at: at.toISOString(),
});

type Act = (tx: Tx, actor: Actor, id: string) => Promise<void>;

/** Acts on a gap that need nothing but its name. */
const act = (method: 'PUT' | 'DELETE', path: string, summary: string, run: Act) =>
	command({
		method,
		path: `/gaps/{id}/${path}`,
		tag: 'Gaps',
		summary,
		access: 'knowledge:write',
		also: 'questions:read',
		params,
		handle: (tx, { actor, params: { id } }) => run(tx, actor, id),
	});

export const gapRoutes = [
	read({
		method: 'GET',
		path: '/gaps',
		tag: 'Gaps',
		summary: 'What is asked and not answered, in groups, those of most customers first',
		access: 'questions:read',
		query: pageQuery.extend({ status: status.optional(), lang: langSchema.optional() }),
		reply: pageOf(gap),
		handle: async ({ app, actor, query: { cursor, limit, ...filter } }) => {
			const wanted = { ...filter, after: cursor, limit, at: app.clock() };
			return page(await listGaps(app.database.db, actor, wanted), limit, present);
		},
	}),
	read({
		method: 'GET',
		path: '/gaps/{id}',
		tag: 'Gaps',
		summary: 'Read one gap',
		access: 'questions:read',
		params,
		reply: gap.extend({ merged: z.array(z.string()).meta({ description: 'Gaps that were merged into it' }) }),
		handle: async ({ app, actor, params: { id } }) => {
			const row = await readGap(app.database.db, actor, { id, at: app.clock() });
			return { ...present(row), merged: row.merged.map(({ id: part }) => part) };
		},
	}),
	read({
		method: 'GET',
		path: '/gaps/{id}/questions',
		tag: 'Gaps',
		summary: 'The questions of a gap, newest first',
		access: 'questions:read',
		params,
		query: pageQuery,
		reply: pageOf(member),
		handle: async ({ app, actor, params: { id }, query: { cursor, limit } }) =>
			page(await listGapQuestions(app.database.db, actor, { id, before: cursor, limit }), limit, presentMember),
	}),
	write({
		method: 'POST',
		path: '/gaps/{id}/draft',
		tag: 'Gaps',
		summary: 'Begin the article that is missing, with what was asked as its title and examples',
		access: 'knowledge:write',
		also: 'questions:read',
		status: 201,
		params,
		reply: z.object({
			article_id: z.string(),
			translation_id: z.string(),
			external_id: z.string(),
			lang: z.string(),
			revision: z.number(),
		}),
		handle: (tx, { actor, params: { id } }) => draftGap(tx, actor, id),
	}),
	read({
		method: 'POST',
		path: '/gaps/{id}/replay',
		tag: 'Gaps',
		summary: 'Ask its questions again; what finds the article of the gap counts as answered',
		access: 'knowledge:write',
		also: 'questions:read',
		params,
		reply: z.object({
			answered: z.number(),
			left: z.number(),
			questions: z.array(
				z.object({
					id: z.string(),
					text: z.string(),
					lang: z.string(),
					outcome: outcomeSchema,
					article_id: z.string().nullable(),
					right: z.boolean(),
				}),
			),
		}),
		handle: ({ app, actor, params: { id } }) => replayGap(app, actor, id),
	}),
	act('PUT', 'closure', 'Close a gap by hand', closeGap),
	act('DELETE', 'closure', 'Undo that', returnGap),
	act('PUT', 'dismissal', 'Dismiss a gap: it is not for this help centre to answer', dismissGap),
	act('DELETE', 'dismissal', 'Undo that', returnGap),
	command({
		method: 'PUT',
		path: '/gaps/{id}/merge',
		tag: 'Gaps',
		summary: 'Let a gap count with another one',
		access: 'knowledge:write',
		also: 'questions:read',
		params,
		body: z.strictObject({ into: idSchema }),
		handle: (tx, { actor, params: { id }, body: { into } }) => mergeGap(tx, actor, { id, into }),
	}),
	act('DELETE', 'merge', 'Undo that', unmergeGap),
	write({
		method: 'POST',
		path: '/gaps/{id}/splits',
		tag: 'Gaps',
		summary: 'Put some of its questions into a gap of their own',
		access: 'knowledge:write',
		also: 'questions:read',
		status: 201,
		params,
		body: z.strictObject({ questions: z.array(idSchema).min(1).max(500) }),
		reply: z.object({ id: z.string() }),
		handle: (tx, { actor, params: { id }, body: { questions } }) => splitGap(tx, actor, { id, questions }),
	}),
	act('DELETE', 'split', 'Undo that: put a gap back into the one it was split from', rejoinGap),
];
