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

/** An article whose first text is still being written. */
export const articleMade = defineEvent({ name: 'article.made', v: 1, subject: 'article', payload: z.strictObject({}) });

const ofTranslation = z.strictObject({ article_id: z.string() });
const aboutTranslation = (name: string) => defineEvent({ name, v: 1, subject: 'translation', payload: ofTranslation });

/** A translation of which there is nothing yet but a working copy. */
export const translationBegun = defineEvent({
	name: 'translation.begun',
	v: 1,
	subject: 'translation',
	payload: ofTranslation.extend({ source_lang: z.string() }),
});

/** Somebody began to write, or went on after a pause with what another had written; not each time that it is saved. */
export const draftBegun = defineEvent({
	name: 'translation.writing_begun',
	v: 1,
	subject: 'translation',
	payload: ofTranslation.extend({ based_on: z.number() }),
});

/** A working copy that was about to be written over is in the history now. */
export const draftKeptAsVersion = defineEvent({
	name: 'translation.writing_kept',
	v: 1,
	subject: 'translation',
	payload: ofTranslation.extend({ version: z.number() }),
});

export const draftDiscarded = aboutTranslation('translation.writing_discarded');
export const draftReturned = aboutTranslation('translation.writing_returned');

/** What an import had left waiting became the working copy. */
export const incomingTaken = aboutTranslation('translation.incoming_taken');
export const incomingDismissed = aboutTranslation('translation.incoming_dismissed');
export const incomingReturned = aboutTranslation('translation.incoming_returned');

export const publicationScheduled = defineEvent({
	name: 'translation.scheduled',
	v: 1,
	subject: 'translation',
	payload: ofTranslation.extend({ at: z.string() }),
});
export const publicationCancelled = aboutTranslation('translation.schedule_cancelled');

/** Its time came, and something was in the way; `code` is the problem's. */
export const publicationFailed = defineEvent({
	name: 'translation.schedule_failed',
	v: 1,
	subject: 'translation',
	payload: ofTranslation.extend({ code: z.string() }),
});

/** A translation is up to date with this version of its source, in all of it or in some paragraphs. */
export const sourceCaughtUp = defineEvent({
	name: 'translation.caught_up',
	v: 1,
	subject: 'translation',
	payload: ofTranslation.extend({ version: z.number() }),
});

/** Paragraphs count as never looked at again. */
export const sourceForgotten = aboutTranslation('translation.source_forgotten');

/** Who answers for an article, and when it is looked at again. */
export const reviewSet = defineEvent({
	name: 'article.review_set',
	v: 1,
	subject: 'article',
	payload: z.strictObject({
		owner_id: z.string().nullable(),
		review_by: z.string().nullable(),
		review_days: z.number().nullable(),
	}),
});

/** Somebody made sure that it is still right. */
export const articleChecked = defineEvent({
	name: 'article.checked',
	v: 1,
	subject: 'article',
	payload: z.strictObject({ langs: z.array(z.string()) }),
});

export const collectionRemoved = defineEvent({
	name: 'collection.removed',
	v: 1,
	subject: 'collection',
	payload: z.strictObject({}),
});

export const collectionRestored = defineEvent({
	name: 'collection.restored',
	v: 1,
	subject: 'collection',
	payload: z.strictObject({}),
});

/** Into another collection, or to another place in its own; null is out of all. */
export const articleMoved = defineEvent({
	name: 'article.moved',
	v: 1,
	subject: 'article',
	payload: z.strictObject({ collection_id: z.string().nullable() }),
});

export const articleTrashed = defineEvent({
	name: 'article.trashed',
	v: 1,
	subject: 'article',
	payload: z.strictObject({}),
});

export const articleRestored = defineEvent({
	name: 'article.restored',
	v: 1,
	subject: 'article',
	payload: z.strictObject({}),
});

/** Gone for good, after its time in the trash. */
export const articlePurged = defineEvent({
	name: 'article.purged',
	v: 1,
	subject: 'article',
	payload: z.strictObject({}),
});

const transfer = z.strictObject({ kind: z.enum(['import', 'export']), dry_run: z.boolean() });

/** Somebody began an import or an export; `transfer.ended` says how it went. */
export const transferBegun = defineEvent({ name: 'transfer.begun', v: 1, subject: 'transfer', payload: transfer });

export const transferEnded = defineEvent({
	name: 'transfer.ended',
	v: 1,
	subject: 'transfer',
	payload: transfer.extend({ state: z.enum(['done', 'cancelled', 'failed']), done: z.number() }),
});

/** Another address leads to the translation, or does so no more. */
export const redirectAdded = defineEvent({
	name: 'redirect.added',
	v: 1,
	subject: 'translation',
	payload: z.strictObject({}),
});

export const redirectRemoved = defineEvent({
	name: 'redirect.removed',
	v: 1,
	subject: 'translation',
	payload: z.strictObject({}),
});

/** The search was taught a synonym or a stop word. */
export const wordTaught = defineEvent({
	name: 'word.taught',
	v: 1,
	subject: 'word',
	payload: z.strictObject({ kind: z.enum(['synonym', 'stop']) }),
});

export const wordForgotten = defineEvent({
	name: 'word.forgotten',
	v: 1,
	subject: 'word',
	payload: z.strictObject({ kind: z.enum(['synonym', 'stop']) }),
});

export const knowledgeEvents = [
	translationWritten,
	draftKept,
	collectionMade,
	collectionChanged,
	articleMade,
	translationBegun,
	draftBegun,
	draftKeptAsVersion,
	draftDiscarded,
	draftReturned,
	incomingTaken,
	incomingDismissed,
	incomingReturned,
	publicationScheduled,
	publicationCancelled,
	publicationFailed,
	sourceCaughtUp,
	sourceForgotten,
	reviewSet,
	articleChecked,
	collectionRemoved,
	collectionRestored,
	articleMoved,
	articleTrashed,
	articleRestored,
	articlePurged,
	transferBegun,
	transferEnded,
	redirectAdded,
	redirectRemoved,
	wordTaught,
	wordForgotten,
] as const;
