import type { Db } from '#core/db.ts';
import '../tables.ts';
import { openDraft } from './read-copy.ts';

type FailedPublication = {
	article_id: string;
	lang: string;
	title: string;
	/** Who set the time; null when it was no member. */
	member: string | null;
};

/** Of a working copy that could not be published at its time; nothing once somebody has seen to it. */
export async function failedPublication(db: Db, translationId: string): Promise<FailedPublication | undefined> {
	const draft = await openDraft(db, translationId);
	if (!draft?.publish_problem) return undefined;
	const { article_id, lang, title } = await db
		.selectFrom('translations')
		.select(['article_id', 'lang', 'title'])
		.where('id', '=', translationId)
		.executeTakeFirstOrThrow();
	const { scheduled_by } = draft;
	return {
		article_id,
		lang,
		title: draft.title || title,
		member: scheduled_by?.kind === 'staff' ? scheduled_by.id : null,
	};
}
