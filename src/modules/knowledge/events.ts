import { z } from 'zod';
import { defineEvent } from '#core/events/define.ts';

const status = z.enum(['draft', 'published', 'archived']);

/** A new version of a translation, whoever wrote it; its status says whether customers see it. */
export const translationWritten = defineEvent({
	name: 'translation.written',
	v: 1,
	subject: 'translation',
	payload: z.strictObject({ article_id: z.string(), version: z.number(), status, source: z.enum(['import', 'staff']) }),
});

/** An import met a later edit by a person: it waits as a draft beside the published text. */
export const draftKept = defineEvent({
	name: 'translation.draft_kept',
	v: 1,
	subject: 'translation',
	payload: z.strictObject({ article_id: z.string(), source: z.enum(['import', 'staff']) }),
});

export const collectionMade = defineEvent({
	name: 'collection.made',
	v: 1,
	subject: 'collection',
	payload: z.strictObject({}),
});

/** Its place, its names or what it says of itself. */
export const collectionChanged = defineEvent({
	name: 'collection.changed',
	v: 1,
	subject: 'collection',
	payload: z.strictObject({}),
});

export const knowledgeEvents = [translationWritten, draftKept, collectionMade, collectionChanged] as const;
