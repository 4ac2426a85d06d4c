import { redirect } from '@sveltejs/kit';
import { problem } from '#core/errors.ts';
import { storable } from '#core/text/storable.ts';
import { addressesByExternalId } from '#modules/knowledge/index.ts';
import { articleHref } from '#ui/addresses.ts';
import { readerOf } from '../../door/reader.ts';
import type { RequestHandler } from './$types';

/** The address of an article that outlives its titles and languages. */
export const GET: RequestHandler = async ({ locals, params }) => {
	const { db, prefer } = readerOf(locals);
	const [found] = await addressesByExternalId(db, [storable(params.external_id)], prefer);
	if (!found) throw problem('not_found');
	redirect(302, articleHref(locals.lang, found.slug));
};
