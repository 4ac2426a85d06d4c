import type { Selectable } from 'kysely';
import type { Actor } from '#core/access.ts';
import type { Tables, Tx } from '#core/db.ts';
import { record } from '#core/events/record.ts';
import { draftKeptAsVersion } from '../events.ts';
import { nextVersion } from '../write-version.ts';
import type { Locked } from './lock-translation.ts';

export type Draft = Selectable<Tables['drafts']>;

const MINUTE_MS = 60_000;
/** Somebody else who goes on sooner works on it together with whoever wrote. */
const TAKEN_OVER_MS = 15 * MINUTE_MS;
/** The next day, for whoever wrote it themselves. */
const LEFT_BEHIND_MS = 8 * 60 * MINUTE_MS;

/** The row of a working copy, also of one that was discarded. */
export const draftRow = (tx: Tx, translationId: string): Promise<Draft | undefined> =>
	tx.selectFrom('drafts').selectAll().where('translation_id', '=', translationId).executeTakeFirst();

/** Whether who writes now is not just going on with this working copy, so that it must not go without a trace. */
export function beginsAnew(before: Draft, actor: Actor, at: Date): boolean {
	if (before.discarded_at) return true;
	const pause = at.getTime() - before.written_at.getTime();
	const isSame = before.written_by.kind === actor.kind && before.written_by.id === actor.id;
	return pause >= (isSame ? LEFT_BEHIND_MS : TAKEN_OVER_MS);
}

/**
 * Makes way for another working copy: what stands there goes into the history. `open`, under the version `kept`, is what it replaces for whoever looks at it;
 * a discarded one is nobody's text any more.
 */
export async function makeWay(
	tx: Tx,
	actor: Actor,
	translation: Locked,
): Promise<{ open: Draft | undefined; kept: number | null }> {
	const before = await draftRow(tx, translation.id);
	const kept = before ? await keepDraft(tx, actor, translation, before) : null;
	return before?.discarded_at ? { open: undefined, kept: null } : { open: before, kept };
}

/** Puts a working copy into the history, under the name of whoever wrote it and the time when they did. Gives its version. */
export async function keepDraft(tx: Tx, actor: Actor, translation: Locked, draft: Draft): Promise<number> {
	const version = await nextVersion(tx, translation.id);
	await tx
		.insertInto('translation_versions')
		.values({
			translation_id: translation.id,
			version,
			status: 'draft',
			slug: draft.slug ?? translation.slug,
			title: draft.title,
			body: JSON.stringify(draft.body),
			questions: JSON.stringify(draft.questions),
			attachments: JSON.stringify(draft.attachments),
			source: 'staff',
			actor: JSON.stringify(draft.written_by),
			is_working_copy: true,
			at: draft.written_at,
		})
		.execute();
	await record(tx, actor, draftKeptAsVersion, {
		subject: translation.id,
		lang: translation.lang,
		payload: { article_id: translation.article_id, version },
	});
	return version;
}
