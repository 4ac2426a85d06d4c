import { z } from 'zod';
import { docSchema, fileIdOf } from '#modules/knowledge/index.ts';
import { langSchema, idSchema } from './schemas.ts';

/** One language of an article. */
export const TRANSLATION = '/articles/{article_id}/translations/{lang}';
export const translationParams = z.object({ article_id: idSchema, lang: langSchema });

/** Which text an act was based on: see `revision` in what is read. */
export const revision = z.coerce.number().int().min(0).max(2_147_483_647);

const MOST_DOWNLOADS = 100;
const MOST_QUESTIONS = 500;

const attachment = z
	.strictObject({
		file: z.string().max(500).meta({ description: 'Address of a file, `/files/{id}/{name}`' }),
		title: z.string().trim().min(1).max(300),
		edition: z.string().trim().max(80).default(''),
	})
	.transform(({ file, ...rest }, context) => {
		const file_id = fileIdOf(file);
		if (file_id === undefined)
			context.addIssue({ code: 'custom', path: ['file'], message: 'not the address of a file' });
		return { file_id: file_id ?? '', ...rest };
	});

export const bodySchema = docSchema.meta({ description: 'A document of blocks, ProseMirror JSON' });

/** What an editor saves. */
export const textInput = z.strictObject({
	title: z.string().max(300),
	slug: z.string().trim().min(1).max(200).nullable().default(null),
	body: bodySchema,
	questions: z.array(z.string().trim().min(1).max(1_000)).max(MOST_QUESTIONS).default([]),
	attachments: z
		.array(attachment)
		.max(MOST_DOWNLOADS)
		.refine((all) => new Set(all.map(({ file_id }) => file_id)).size === all.length, 'the same file twice')
		.default([]),
});

/** Our own documents are not checked on their way out. */
export const shownBody = z.unknown().meta({ description: 'A document of blocks, ProseMirror JSON' });

const shownAttachment = z.object({ file: z.string(), title: z.string(), edition: z.string() });
export const shownText = z.object({
	title: z.string(),
	slug: z.string().nullable().meta({ description: 'Null: made from the title when it is first published' }),
	body: shownBody,
	questions: z.array(z.string()),
	attachments: z.array(shownAttachment),
});

export const status = z.enum(['draft', 'published', 'archived']);
export const person = z.object({ kind: z.string(), id: z.string() });
export const warning = z.object({
	code: z.enum(['image_without_alt', 'broken_link', 'missing_file']),
	block: z.string().nullable(),
	detail: z.string(),
});
