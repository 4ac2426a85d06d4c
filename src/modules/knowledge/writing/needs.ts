import { type FieldError, problem } from '#core/errors.ts';
import type { Tx } from '#core/db.ts';
import type { Doc } from '../body/types.ts';
import { dashed } from '../body/anchors.ts';
import { isFreeSlug, slugify } from '../slug.ts';

type Wanted = { title: string; slug: string | null; body: Doc };

/** Throws `invalid_input` with what a text lacks before customers may read it: a title, a body, an address of its own. */
export async function requirePublishable(
	tx: Tx,
	{ id, lang }: { id: string; lang: string },
	{ title, slug, body }: Wanted,
): Promise<void> {
	const errors: FieldError[] = [];
	if (!title.trim()) errors.push({ path: 'title', code: 'missing', message: 'A title is needed.' });
	if (body.content.length === 0) errors.push({ path: 'body', code: 'missing', message: 'The text is empty.' });
	if (slug !== null && !dashed(slug))
		errors.push({ path: 'slug', code: 'invalid', message: 'The address needs a letter or a digit.' });
	else if (slug !== null && !(await isFreeSlug(tx, slugify(slug), lang, id)))
		errors.push({ path: 'slug', code: 'taken', message: 'Another article has this address, or had it.' });
	if (errors.length > 0) throw problem('invalid_input', { detail: errors[0]?.message ?? '', errors });
}
