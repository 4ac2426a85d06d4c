import { z } from 'zod';
import { defaultLang } from '#core/brand.ts';
import {
	discardDraft,
	dismissIncoming,
	readIncoming,
	readWriting,
	returnDraft,
	returnIncoming,
	saveDraft,
	takeIncoming,
	takeVersion,
} from '#modules/knowledge/index.ts';
import { command, read, write } from '../route.ts';
import { person, revision, shownText, status, textInput, TRANSLATION, translationParams, warning } from '../texts.ts';
import { presentPerson } from './presence.ts';

const DRAFT = `${TRANSLATION}/draft`;
const INCOMING = `${TRANSLATION}/incoming`;

const problem = z.object({ code: z.string(), detail: z.string(), errors: z.array(z.unknown()), at: z.string() });

const state = z.object({
	article_id: z.string(),
	translation_id: z.string(),
	external_id: z.string(),
	lang: z.string(),
	collection: z.string().nullable(),
	slug: z.string(),
	status,
	version: z.number().meta({ description: '0: neither published nor imported yet' }),
	updated_at: z.string(),
	published_at: z.string().nullable(),
	revision: z.number(),
	has_draft: z.boolean(),
	based_on: z.number(),
	text: shownText,
	written_by: person.nullable(),
	written_at: z.string().nullable(),
	schedule: z.object({ at: z.string(), by: person.nullable(), problem: problem.nullable() }).nullable(),
	incoming: z.object({ at: z.string(), title: z.string() }).nullable(),
	discarded: z.object({ at: z.string(), by: person.nullable() }).nullable(),
	source_lang: z.string().nullable(),
	owner_id: z.string().nullable(),
	review_by: z.string().nullable(),
	review_days: z.number().nullable(),
	checked_at: z.string().nullable(),
	files: z.array(
		z.object({ id: z.string(), address: z.string(), name: z.string(), mime: z.string(), bytes: z.number() }),
	),
	people: z.array(presentPerson),
	warnings: z.array(warning),
});

const saved = z.object({
	revision: z.number(),
	has_draft: z.literal(true),
	written_at: z.string(),
	kept: z.number().nullable().meta({ description: 'The version that what stood there before became' }),
});

const based = z.strictObject({ revision });
const changed = z.object({ revision: z.number() });
/** When what waits had come. */
const seen = { at: z.iso.datetime() };

export const draftRoutes = [
	read({
		method: 'GET',
		path: DRAFT,
		tag: 'Writing',
		summary:
			'Read the working copy of a translation, or its newest version where there is none, and all that belongs to it',
		access: 'knowledge:read',
		params: translationParams,
		reply: state,
		handle: ({ app, actor, params }) =>
			readWriting(app.database.db, actor, { ...params, site_lang: app.settings.get(defaultLang), at: app.clock() }),
	}),
	write({
		method: 'PUT',
		path: DRAFT,
		tag: 'Writing',
		summary:
			'Save the working copy; over a newer one it is refused with `conflict`, and `current` is how the text stands',
		access: 'knowledge:write',
		params: translationParams,
		body: textInput.extend({ revision }),
		reply: saved,
		handle: (tx, { actor, params, body }) => saveDraft(tx, actor, { ...params, ...body }),
	}),
	write({
		method: 'POST',
		path: DRAFT,
		tag: 'Writing',
		summary: 'Make an old version the working copy; what was one before is kept as a version',
		access: 'knowledge:write',
		params: translationParams,
		body: based.extend({ version: z.number().int().min(1).max(2_147_483_647) }),
		reply: saved,
		handle: (tx, { actor, params, body }) => takeVersion(tx, actor, { ...params, ...body }),
	}),
	write({
		method: 'DELETE',
		path: DRAFT,
		tag: 'Writing',
		summary: 'Discard the working copy; it can be brought back for 30 days',
		access: 'knowledge:write',
		params: translationParams,
		query: z.object({ revision }),
		reply: changed,
		handle: (tx, { actor, params, query }) => discardDraft(tx, actor, { ...params, ...query }),
	}),
	write({
		method: 'POST',
		path: `${DRAFT}/return`,
		tag: 'Writing',
		summary: 'Bring a discarded working copy back',
		access: 'knowledge:write',
		params: translationParams,
		body: based,
		reply: changed,
		handle: (tx, { actor, params, body }) => returnDraft(tx, actor, { ...params, ...body }),
	}),
	read({
		method: 'GET',
		path: INCOMING,
		tag: 'Writing',
		summary: 'Read what an import brought after a person had changed the text',
		access: 'knowledge:read',
		params: translationParams,
		reply: shownText.extend({ at: z.string() }),
		handle: ({ app, actor, params }) => readIncoming(app.database.db, actor, params),
	}),
	command({
		method: 'PUT',
		path: INCOMING,
		tag: 'Writing',
		summary: 'Have it wait again after it was dismissed',
		access: 'knowledge:write',
		params: translationParams,
		body: textInput.extend(seen),
		handle: (tx, { actor, params, body }) => returnIncoming(tx, actor, { ...params, ...body }),
	}),
	write({
		method: 'POST',
		path: INCOMING,
		tag: 'Writing',
		summary: 'Make it the working copy, unless another one came since `at`',
		access: 'knowledge:write',
		params: translationParams,
		body: based.extend(seen),
		reply: saved,
		handle: (tx, { actor, params, body }) => takeIncoming(tx, actor, { ...params, ...body }),
	}),
	command({
		method: 'DELETE',
		path: INCOMING,
		tag: 'Writing',
		summary: 'Dismiss it, unless another one came since `at`; the same import brings it no more',
		access: 'knowledge:write',
		params: translationParams,
		query: z.object(seen),
		handle: (tx, { actor, params, query }) => dismissIncoming(tx, actor, { ...params, ...query }),
	}),
];
