import { problem } from '#core/errors.ts';
import { articlesOf, listCollections } from '#modules/knowledge/index.ts';
import { readerOf, sameForAll } from '../../../../door/reader.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, setHeaders }) => {
	const { db, prefer } = readerOf(locals);
	const collections = await listCollections(db, prefer);
	const collection = collections.find(({ external_id }) => external_id === params.id);
	if (!collection) throw problem('not_found');
	const parts = collections.filter(({ parent }) => parent === params.id);
	const [articles, ...partArticles] = await Promise.all(
		[collection, ...parts].map((each) => articlesOf(db, each.external_id, prefer)),
	);
	sameForAll(setHeaders);
	return {
		collection,
		parent: collections.find(({ external_id }) => external_id === collection.parent),
		articles: articles ?? [],
		parts: parts.map((part, i) => ({ ...part, list: partArticles[i] ?? [] })),
	};
};
