import type { Tx } from '#core/db.ts';
import { dashed } from './body/anchors.ts';

const LONGEST = 80;

/** A readable address in any script: letters, marks and digits kept, everything else a dash. Empty text gives `article`. */
export function slugify(text: string): string {
	return [...dashed(text)].slice(0, LONGEST).join('').replace(/-+$/, '') || 'article';
}

/** The wished slug, or the same with the article's short id when another article has it or once had it. */
export async function freeSlug(tx: Tx, wish: string, lang: string, translationId: string): Promise<string> {
	return (await isFreeSlug(tx, wish, lang, translationId)) ? wish : `${wish}-${translationId.slice(-6)}`;
}

/** Whether no other article has this address or once had it. */
export async function isFreeSlug(tx: Tx, wish: string, lang: string, translationId: string): Promise<boolean> {
	const taken = await tx
		.selectFrom('translations')
		.select('id')
		.where('lang', '=', lang)
		.where('slug', '=', wish)
		.where('id', '!=', translationId)
		.unionAll(
			tx
				.selectFrom('redirects')
				.select('translation_id as id')
				.where('lang', '=', lang)
				.where('slug', '=', wish)
				.where('translation_id', '!=', translationId),
		)
		.executeTakeFirst();
	return taken === undefined;
}
