import { z } from 'zod';
import { daySchema } from '#core/day-schema.ts';
import { canonicalLang } from '#core/text/languages.ts';

const BODY_BYTES = 1_048_576;

const lang = z
	.string()
	.max(40)
	.transform(canonicalLang)
	.refine((tag) => tag !== 'und', 'not a language tag (BCP 47)');

/** A file that belongs to the translation, such as a manual: `file` is its address as in the body's links, `edition` its version. */
const attachmentSchema = z.object({
	file: z.string().min(1).max(500),
	title: z.string().trim().min(1).max(300),
	edition: z.string().trim().max(80).optional(),
});

const translation = z.object({
	/** Any spelling of a language tag; becomes canonical BCP 47. */
	lang,
	/** Without one the first example question or the first line of the body stands in: some sources have only questions. */
	title: z.string().trim().max(300).default(''),
	/** Markdown; may be empty. */
	body: z.string().refine((body) => Buffer.byteLength(body) <= BODY_BYTES, 'longer than 1 MB'),
	/** Example questions that this article answers. */
	questions: z.array(z.string().trim().min(1).max(1_000)).max(500).optional(),
	/** The external id of the collection. */
	collection: z.string().trim().min(1).max(200).optional(),
	status: z.enum(['draft', 'published', 'archived']).default('published'),
	slug: z.string().trim().min(1).max(200).optional(),
	/** The day on which somebody last made sure that it is right. */
	checked_at: daySchema.optional(),
	attachments: z.array(attachmentSchema).max(100).optional(),
});

type Titled = { title: string; body: string; questions?: string[] | undefined };

const LONGEST_TITLE = 120;

function withTitle<T extends Titled>(input: T, ctx: z.RefinementCtx): T {
	const title = input.title || input.questions?.[0] || (/[^\s#>*-].*/.exec(input.body)?.[0] ?? '').trim();
	if (!title)
		ctx.addIssue({
			code: 'too_small',
			origin: 'string',
			minimum: 1,
			inclusive: true,
			path: ['title'],
			message: 'a title, a question or a text is needed',
			input: input.title,
		});
	return { ...input, title: [...title].slice(0, input.title ? 300 : LONGEST_TITLE).join('') };
}

/** One translation of an article without its name, as `PUT /api/v1/articles/by-external-id/{external_id}` takes it. */
export const translationInputSchema = translation.transform(withTitle);

/** One translation of an article with the name by which a later import finds it again. */
export const articleInputSchema = translation
	.extend({ external_id: z.string().trim().min(1).max(200) })
	.transform(withTitle);

/** `is_in_folder`: its collection is only the folder in which it lay, and counts while nobody put the article anywhere. */
export type ArticleInput = z.output<typeof articleInputSchema> & { is_in_folder?: boolean };

/** A collection as imports know it; `parent` is the external id of the one it stands in. */
export const collectionInputSchema = z.object({
	external_id: z.string().trim().min(1).max(200),
	parent: z.string().trim().min(1).max(200).optional(),
	position: z.int().min(0).max(1_000_000).optional(),
	texts: z
		.array(z.object({ lang, title: z.string().trim().min(1).max(300), description: z.string().max(2_000).optional() }))
		.max(100),
});

/** `is_folder`: nobody named it, it is only the folder in which articles lay. */
export type CollectionInput = z.output<typeof collectionInputSchema> & { is_folder?: boolean };
