import { type Actor, authorise } from '#core/access.ts';
import type { Tx } from '#core/db.ts';
import { attachUploads } from '#core/files/attach-file.ts';
import { touch } from '#core/refresh.ts';
import { articleAddress } from '../addresses.ts';
import { filesNamedIn } from '../import-files.ts';
import { canWrite } from '../policy.ts';
import { keepFacts } from '../organise/facts/keep-facts.ts';
import { setFiles } from '../set-files.ts';
import { freeSlug, slugify } from '../slug.ts';
import type { Attachment } from '../tables.ts';
import { contentHash } from '../text.ts';
import { KNOWLEDGE } from '../topic.ts';
import { writeVersion } from '../write-version.ts';
import { type Based, lockAt, type Locked } from './lock-translation.ts';
import { requirePublishable } from './needs.ts';
import { attachmentsOf, openDraft } from './read-copy.ts';
import type { DraftText } from './save-draft.ts';
import { type Warning, warningsOf } from './warnings.ts';

export type Published = {
	outcome: 'published' | 'unchanged';
	version: number;
	revision: number;
	slug: string;
	/** Path of its page. */
	address: string;
	warnings: Warning[];
};

/**
 * Lets customers read the working copy, or the newest version where there is none, as a version of its own. Throws `conflict` when it was based on an
 * older text, `invalid_input` with what is missing; what is only unfortunate comes back as warnings.
 */
export async function publish(tx: Tx, actor: Actor, input: Based): Promise<Published> {
	authorise(canWrite(actor), actor);
	return publishLocked(tx, actor, await lockAt(tx, input));
}

/** As `publish`, of a translation whose lock the caller holds. */
export async function publishLocked(tx: Tx, actor: Actor, translation: Locked): Promise<Published> {
	const { id, article_id, lang, checked_at } = translation;
	const text = await textToPublish(tx, translation);
	await requirePublishable(tx, translation, text);
	const slug = await slugFor(tx, translation, text);
	const used = await usableFiles(tx, actor, id, text);
	const next = { id, slug, title: text.title.trim(), body: text.body, questions: text.questions };
	const content_hash = contentHash({ ...next, status: 'published' }, used);
	const isNew = content_hash !== translation.content_hash;
	if (isNew) {
		const written = { ...next, status: 'published' as const, content_hash, article_id, lang, checked_at };
		await writeVersion(tx, actor, { ...written, source: 'staff' }, translation);
		await setFiles(tx, actor, id, { ...used, isDraft: false });
		await touch(tx, KNOWLEDGE, [id]);
	}
	await tx.deleteFrom('drafts').where('translation_id', '=', id).where('discarded_at', 'is', null).execute();
	await keepFacts(tx, [id]);
	const now = await tx
		.selectFrom('translations')
		.select(['version', 'revision'])
		.where('id', '=', id)
		.executeTakeFirstOrThrow();
	const warnings = await warningsOf(tx, id, text);
	return {
		outcome: isNew ? 'published' : 'unchanged',
		...now,
		slug,
		address: articleAddress({ lang, slug }),
		warnings,
	};
}

/** The text that publishing would show. */
export async function textToPublish(tx: Tx, translation: Locked): Promise<DraftText> {
	const draft = await openDraft(tx, translation.id);
	if (draft) return draft;
	const { title, body, questions } = await tx
		.selectFrom('translations')
		.select(['title', 'body', 'questions'])
		.where('id', '=', translation.id)
		.executeTakeFirstOrThrow();
	return { title, slug: null, body, questions, attachments: await attachmentsOf(tx, translation.id) };
}

async function slugFor(tx: Tx, { id, lang, slug, version }: Locked, text: DraftText): Promise<string> {
	if (text.slug !== null) return slugify(text.slug);
	return version === 0 ? freeSlug(tx, slugify(text.title), lang, id) : slug;
}

/** The files that this translation may call its own; what it borrows from another article stays that one's. */
async function usableFiles(
	tx: Tx,
	actor: Actor,
	id: string,
	{ body, attachments }: DraftText,
): Promise<{ files: string[]; attachments: Attachment[] }> {
	const named = [...filesNamedIn(JSON.stringify(body)), ...attachments.map(({ file_id }) => file_id)];
	if (named.length === 0) return { files: [], attachments: [] };
	const owner = { type: 'translation', id };
	await attachUploads(tx, actor, named, owner);
	const rows = await tx
		.selectFrom('files')
		.select('id')
		.where('id', 'in', named)
		.where('owner_type', '=', owner.type)
		.where('owner_id', '=', owner.id)
		.execute();
	const own = new Set(rows.map((row) => row.id));
	return {
		files: [...new Set(named)].filter((file) => own.has(file)),
		attachments: attachments.filter(({ file_id }) => own.has(file_id)),
	};
}
