import { type Actor, authorise } from '#core/access.ts';
import type { Tx } from '#core/db.ts';
import { problem } from '#core/errors.ts';
import { record } from '#core/events/record.ts';
import { newId } from '#core/ids.ts';
import { touch } from '#core/refresh.ts';
import { now } from '#core/transaction.ts';
import { articleMoved, draftKept } from './events.ts';
import { keepFacts } from './organise/facts/keep-facts.ts';
import { canWrite } from './policy.ts';
import { ensureCollection } from './put-collection.ts';
import { setFiles, withoutSiblings } from './set-files.ts';
import type { Source, Status } from './tables.ts';
import { type Text, textOf } from './text.ts';
import { KNOWLEDGE } from './topic.ts';
import { writeVersion } from './write-version.ts';

export type ArticleWrite = {
	external_id: string;
	lang: string;
	title: string;
	/** Markdown. */
	body: string;
	questions?: string[] | undefined;
	/** The collection's external id; absent leaves it as it is. */
	collection?: string | undefined;
	/** It is only the folder in which the article lay: one that is known stays where people put it. */
	is_in_folder?: boolean | undefined;
	status?: Status | undefined;
	slug?: string | undefined;
	/** `YYYY-MM-DD`, when somebody last made sure that it is right. */
	checked_at?: string | undefined;
	/** Files the text shows, by id; they are read by whoever may read the text. Absent leaves them as they are. */
	files?: string[] | undefined;
	/** Downloads of this translation, in order. Absent leaves them as they are. */
	attachments?: { file_id: string; title: string; edition: string }[] | undefined;
};

/** `draft_kept`: a person changed the text since the last import, so what came waits as a draft. */
export type PutOutcome = 'created' | 'updated' | 'unchanged' | 'draft_kept';
type PutResult = { outcome: PutOutcome; article_id: string; translation_id: string };

/** Creates or updates one translation by the article's external id, and tells every process. */
export async function putArticle(tx: Tx, actor: Actor, input: ArticleWrite, source: Source): Promise<PutResult> {
	const result = await putArticleQuietly(tx, actor, input, source);
	if (result.outcome === 'unchanged') return result;
	await keepFacts(tx, [result.translation_id]);
	await touch(tx, KNOWLEDGE, [result.translation_id]);
	return result;
}

/** As `putArticle`; the caller keeps the facts of what changed and announces it, once for a whole batch. */
export async function putArticleQuietly(tx: Tx, actor: Actor, write: ArticleWrite, source: Source): Promise<PutResult> {
	authorise(canWrite(actor), actor);
	const article = await ensureArticle(tx, actor, write);
	const own = { article_id: article.id, lang: write.lang };
	const input = { ...write, files: write.files && (await withoutSiblings(tx, write.files, own)) };
	const current = await tx
		.selectFrom('translations')
		.selectAll()
		.where('article_id', '=', article.id)
		.where('lang', '=', input.lang)
		.forUpdate()
		.executeTakeFirst();
	const text = await textOf(tx, input, current);
	const ids = { article_id: article.id, translation_id: text.id };
	const untouched = article.moved ? ('updated' as const) : ('unchanged' as const);
	const checked_at = laterDay(input.checked_at, current?.checked_at);
	if (current?.content_hash === text.content_hash) {
		if (checked_at === current.checked_at) return { outcome: untouched, ...ids };
		await tx.updateTable('translations').set({ checked_at }).where('id', '=', text.id).execute();
		return { outcome: 'updated', ...ids };
	}
	const isLate = current !== undefined && source === 'import' && (await hasHumanEdit(tx, current));
	// Taken or dismissed before, or still waiting: a nightly import must not bring it again each time.
	if (isLate && current.import_hash === text.content_hash) return { outcome: untouched, ...ids };
	if (isLate) await keepDraft(tx, actor, { ...text, attachments: input.attachments }, article.id);
	else {
		await writeVersion(tx, actor, { ...text, article_id: article.id, lang: input.lang, source, checked_at }, current);
		if (current?.draft) await tx.updateTable('translations').set({ draft: null }).where('id', '=', text.id).execute();
	}
	if (input.files)
		await setFiles(tx, actor, text.id, { files: input.files, attachments: input.attachments, isDraft: isLate });
	return { outcome: isLate ? 'draft_kept' : current ? 'updated' : 'created', ...ids };
}

/** Who brings a text again does not take back that somebody found it right since. */
const laterDay = (...days: (string | null | undefined)[]): string | null =>
	days
		.filter((day) => typeof day === 'string')
		.toSorted()
		.at(-1) ?? null;

/** The article's row, made or moved into the named collection, and locked: a concurrent import of the same article waits here. */
async function ensureArticle(tx: Tx, actor: Actor, input: ArticleWrite): Promise<{ id: string; moved: boolean }> {
	const wanted = input.collection === undefined ? undefined : await ensureCollection(tx, actor, input.collection);
	const { external_id } = input;
	const fresh = { id: newId(now(tx)), external_id, collection_id: wanted ?? null, position: 0, created_at: now(tx) };
	const made = await tx
		.insertInto('articles')
		.values(fresh)
		.onConflict((oc) => oc.column('external_id').doNothing())
		.returning('id')
		.executeTakeFirst();
	if (made) return { id: made.id, moved: false };
	const known = await tx
		.selectFrom('articles')
		.select(['id', 'collection_id'])
		.where('external_id', '=', external_id)
		.forUpdate()
		.executeTakeFirstOrThrow();
	await refuseTrashed(tx, known.id);
	if (wanted === undefined || wanted === known.collection_id || input.is_in_folder)
		return { id: known.id, moved: false };
	await tx.updateTable('articles').set({ collection_id: wanted }).where('id', '=', known.id).execute();
	await record(tx, actor, articleMoved, { subject: known.id, payload: { collection_id: wanted } });
	return { id: known.id, moved: true };
}

/** Somebody threw it away: it comes back when a person takes it out of the trash, not with the next import. */
async function refuseTrashed(tx: Tx, id: string): Promise<void> {
	const trashed = await tx.selectFrom('trashings').select('at').where('article_id', '=', id).executeTakeFirst();
	if (trashed) throw problem('conflict', { detail: 'This article is in the trash.' });
}

/** A person wrote the newest version, or is writing the next one. */
async function hasHumanEdit(tx: Tx, { id, source }: { id: string; source: Source }): Promise<boolean> {
	if (source === 'staff') return true;
	const open = tx.selectFrom('drafts').select('translation_id').where('translation_id', '=', id);
	return (await open.where('discarded_at', 'is', null).executeTakeFirst()) !== undefined;
}

type LateText = Text & Pick<ArticleWrite, 'attachments'>;

async function keepDraft(tx: Tx, actor: Actor, text: LateText, articleId: string): Promise<void> {
	const { title, slug, body, questions, attachments, content_hash } = text;
	const draft = JSON.stringify({ title, slug, body, questions, attachments, source: 'import', at: now(tx) });
	await tx.updateTable('translations').set({ draft, import_hash: content_hash }).where('id', '=', text.id).execute();
	await record(tx, actor, draftKept, { subject: text.id, payload: { article_id: articleId, source: 'import' } });
}
