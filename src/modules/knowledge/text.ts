import { createHash } from 'node:crypto';
import type { Tx } from '#core/db.ts';
import { newId } from '#core/ids.ts';
import { now } from '#core/transaction.ts';
import { canonicalJson } from './body/canonical.ts';
import { fromMarkdown } from './body/from-markdown.ts';
import { keepIds } from './body/keep-ids.ts';
import type { Doc } from './body/types.ts';
import type { ArticleWrite } from './put-article.ts';
import { freeSlug, slugify } from './slug.ts';
import type { Status } from './tables.ts';

type Current =
	{ id: string; slug: string; version: number; body: Doc; questions: string[]; status: Status } | undefined;

export type Text = {
	id: string;
	slug: string;
	title: string;
	body: Doc;
	questions: string[];
	status: Status;
	/** Equal when nothing that a reader sees changed. */
	content_hash: string;
};

/** The text as it will stand: block ids kept where the content did not change, what the input leaves out taken from the current text. */
export async function textOf(tx: Tx, input: ArticleWrite, current: Current): Promise<Text> {
	const id = current?.id ?? newId(now(tx));
	const fresh = fromMarkdown(input.body);
	const body = current ? keepIds(current.body, fresh) : fresh;
	// What was only begun has no address yet.
	const slug =
		input.slug || !current?.version
			? await freeSlug(tx, slugify(input.slug ?? input.title), input.lang, id)
			: current.slug;
	const questions = input.questions ?? current?.questions ?? [];
	const status = input.status ?? 'published';
	const text = { id, slug, title: input.title, body, questions, status };
	return { ...text, content_hash: contentHash(text, input) };
}

/** Files and downloads count only where they came with the text. */
export function contentHash(
	{ slug, title, status, questions, body }: Omit<Text, 'content_hash'>,
	{ files = [], attachments = [] }: Pick<ArticleWrite, 'files' | 'attachments'> = {},
): string {
	return hashOf([slug, title, status, questions, body, files, attachments]);
}

/** Block ids are left out: they say nothing about the content. */
function hashOf(content: unknown): string {
	return createHash('sha256').update(canonicalJson(content, 'id')).digest('base64url');
}
