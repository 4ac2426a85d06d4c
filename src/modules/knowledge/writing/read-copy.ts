import type { Db } from '#core/db.ts';
import type { Doc } from '../body/types.ts';
import { fileAddress } from '../import-files.ts';
import type { Attachment, Status } from '../tables.ts';
import '../tables.ts';

/** A text as an editor shows it. */
export type ShownText = {
	title: string;
	/** Null: made from the title when it is first published. */
	slug: string | null;
	body: Doc;
	questions: string[];
	attachments: { file: string; title: string; edition: string }[];
};

export type Copy = {
	revision: number;
	version: number;
	status: Status;
	/** Whether `text` is a working copy; else it is the newest version. */
	has_draft: boolean;
	based_on: number;
	text: ShownText;
	written_by: Person | null;
	written_at: string | null;
};

export type Person = { kind: string; id: string };

/** What an editor shows of a translation: its working copy, or where there is none its newest version. */
export async function readCopy(db: Db, translationId: string): Promise<Copy> {
	const { t, draft } = await bothTexts(db, translationId);
	const attachments = draft ? draft.attachments : await attachmentsOf(db, translationId);
	const { title, body, questions } = draft ?? t;
	const slug = draft ? draft.slug : t.version === 0 ? null : t.slug;
	return {
		revision: t.revision,
		version: t.version,
		status: t.status,
		has_draft: draft !== undefined,
		based_on: draft?.based_on ?? t.version,
		text: { title, slug, body, questions, attachments: await withAddresses(db, attachments) },
		written_by: personOf(draft?.written_by),
		written_at: draft?.written_at.toISOString() ?? null,
	};
}

async function bothTexts(db: Db, id: string) {
	const t = await db
		.selectFrom('translations')
		.select(['revision', 'version', 'status', 'title', 'slug', 'body', 'questions'])
		.where('id', '=', id)
		.executeTakeFirstOrThrow();
	return { t, draft: await openDraft(db, id) };
}

/** The working copy of a translation, unless there is none or it was discarded. */
export const openDraft = (db: Db, translationId: string) =>
	db
		.selectFrom('drafts')
		.selectAll()
		.where('translation_id', '=', translationId)
		.where('discarded_at', 'is', null)
		.executeTakeFirst();

/** The downloads that readers see, in order. */
export const attachmentsOf = (db: Db, translationId: string): Promise<Attachment[]> =>
	db
		.selectFrom('attachments')
		.select(['file_id', 'title', 'edition'])
		.where('translation_id', '=', translationId)
		.orderBy('position')
		.execute();

/** With addresses instead of ids; a file that is gone is named by its id alone. */
export async function withAddresses(db: Db, attachments: readonly Attachment[]): Promise<ShownText['attachments']> {
	if (attachments.length === 0) return [];
	const ids = attachments.map(({ file_id }) => file_id);
	const rows = await db.selectFrom('files').select(['id', 'name']).where('id', 'in', ids).execute();
	const names = new Map(rows.map(({ id, name }) => [id, name]));
	return attachments.map(({ file_id, title, edition }) => ({
		file: fileAddress(file_id, names.get(file_id) ?? ''),
		title,
		edition,
	}));
}

export const personOf = (stamp: Person | null | undefined): Person | null =>
	stamp ? { kind: stamp.kind, id: stamp.id } : null;
