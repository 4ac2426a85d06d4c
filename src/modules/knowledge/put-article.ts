import { createHash } from 'node:crypto';
import { type Actor, authorise } from '#core/access.ts';
import type { Tx } from '#core/db.ts';
import { record } from '#core/events/record.ts';
import { newId } from '#core/ids.ts';
import { touch } from '#core/refresh.ts';
import { now } from '#core/transaction.ts';
import { fromMarkdown } from './body/from-markdown.ts';
import { keepIds } from './body/keep-ids.ts';
import type { Doc } from './body/types.ts';
import { draftKept } from './events.ts';
import { canWrite } from './policy.ts';
import { ensureCollection } from './put-collection.ts';
import { freeSlug, slugify } from './slug.ts';
import type { Source, Status } from './tables.ts';
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
	status?: Status | undefined;
	slug?: string | undefined;
	/** `YYYY-MM-DD`, when somebody last made sure that it is right. */
	checked_at?: string | undefined;
};

/** `draft_kept`: a person changed the text since the last import, so what came waits as a draft. */
export type PutOutcome = 'created' | 'updated' | 'unchanged' | 'draft_kept';
export type PutResult = { outcome: PutOutcome; article_id: string; translation_id: string };

/** Creates or updates one translation by the article's external id, and tells every process. */
export async function putArticle(tx: Tx, actor: Actor, input: ArticleWrite, source: Source): Promise<PutResult> {
	const result = await putArticleQuietly(tx, actor, input, source);
	if (result.outcome !== 'unchanged') await touch(tx, KNOWLEDGE, [result.translation_id]);
	return result;
}

/** As `putArticle`; the caller announces the change, once for a whole batch. */
export async function putArticleQuietly(tx: Tx, actor: Actor, input: ArticleWrite, source: Source): Promise<PutResult> {
	authorise(canWrite(actor), actor);
	const articleId = await ensureArticle(tx, actor, input);
	const current = await tx
		.selectFrom('translations')
		.selectAll()
		.where('article_id', '=', articleId)
		.where('lang', '=', input.lang)
		.forUpdate()
		.executeTakeFirst();
	const text = await textOf(tx, input, current);
	const ids = { article_id: articleId, translation_id: text.id };
	if (input.checked_at && current)
		await tx.updateTable('translations').set({ checked_at: input.checked_at }).where('id', '=', text.id).execute();
	if (current?.content_hash === text.content_hash) return { outcome: 'unchanged', ...ids };
	if (current && source === 'import' && current.source === 'staff') return keepDraft(tx, actor, text, ids);
	await writeVersion(
		tx,
		actor,
		{ ...text, article_id: articleId, lang: input.lang, source, checked_at: input.checked_at ?? null },
		current,
	);
	return { outcome: current ? 'updated' : 'created', ...ids };
}

async function ensureArticle(tx: Tx, actor: Actor, input: ArticleWrite): Promise<string> {
	const collection_id =
		input.collection === undefined ? undefined : await ensureCollection(tx, actor, input.collection);
	const { id } = await tx
		.insertInto('articles')
		.values({
			id: newId(now(tx)),
			external_id: input.external_id,
			collection_id: collection_id ?? null,
			position: 0,
			created_at: now(tx),
		})
		// An update that changes nothing still returns and locks the row: a concurrent import of the same article waits here.
		.onConflict((oc) =>
			oc.column('external_id').doUpdateSet(collection_id ? { collection_id } : { external_id: input.external_id }),
		)
		.returning('id')
		.executeTakeFirstOrThrow();
	return id;
}

type Current = { id: string; slug: string; body: Doc; questions: string[]; status: Status } | undefined;
type Text = {
	id: string;
	slug: string;
	title: string;
	body: Doc;
	questions: string[];
	status: Status;
	content_hash: string;
};

/** The text as it will stand: block ids kept where the content did not change, what the input leaves out taken from the current text. */
async function textOf(tx: Tx, input: ArticleWrite, current: Current): Promise<Text> {
	const id = current?.id ?? newId(now(tx));
	const fresh = fromMarkdown(input.body);
	const body = current ? keepIds(current.body, fresh) : fresh;
	const slug =
		input.slug || !current ? await freeSlug(tx, slugify(input.slug ?? input.title), input.lang, id) : current.slug;
	const questions = input.questions ?? current?.questions ?? [];
	const status = input.status ?? 'published';
	return {
		id,
		slug,
		title: input.title,
		body,
		questions,
		status,
		content_hash: hashOf([slug, input.title, status, questions, body]),
	};
}

/** Block ids are left out: they say nothing about the content. */
function hashOf(content: unknown): string {
	const plain = JSON.stringify(content, (key, value: unknown) => (key === 'id' ? undefined : value));
	return createHash('sha256').update(plain).digest('base64url');
}

async function keepDraft(
	tx: Tx,
	actor: Actor,
	text: Text,
	ids: { article_id: string; translation_id: string },
): Promise<PutResult> {
	const { title, slug, body, questions } = text;
	const draft = JSON.stringify({ title, slug, body, questions, source: 'import', at: now(tx).toISOString() });
	await tx.updateTable('translations').set({ draft }).where('id', '=', text.id).execute();
	await record(tx, actor, draftKept, { subject: text.id, payload: { article_id: ids.article_id, source: 'import' } });
	return { outcome: 'draft_kept', ...ids };
}
