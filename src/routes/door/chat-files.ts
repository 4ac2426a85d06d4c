import { Readable } from 'node:stream';
import type { Actor } from '#core/access.ts';
import { asProblem, problem } from '#core/errors.ts';
import { storeFile } from '#core/files/store-file.ts';
import { MOST_ATTACHMENTS, UPLOADS_AN_HOUR } from '#modules/conversations/index.ts';
import { spendByVisitor } from './spend-by-visitor.ts';
import type { RequestEvent } from '@sveltejs/kit';

/** The files of a form. A browser sends an empty one where none was picked. */
export function filesOf(form: FormData): File[] {
	return form.getAll('file').flatMap((value) => (value instanceof File && value.size > 0 ? [value] : []));
}

/** Keeps what was picked for a message. Where one is not taken, its name is said and the others go after a day. */
export async function keepFiles(
	event: RequestEvent,
	actor: Actor,
	files: File[],
): Promise<{ ids: string[]; refused?: string }> {
	if (files.length > MOST_ATTACHMENTS) throw problem('invalid_input');
	const ids: string[] = [];
	for (const file of files) {
		await spendByVisitor(event, UPLOADS_AN_HOUR);
		const source = Readable.from(file.stream());
		try {
			ids.push((await storeFile(event.locals.app, actor, { name: file.name, mime: file.type, source })).id);
		} catch (error) {
			if (asProblem(error).status >= 500) throw error;
			return { ids, refused: file.name };
		}
	}
	return { ids };
}
