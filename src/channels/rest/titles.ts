import { z } from 'zod';
import type { App } from '#app';
import { defaultLang } from '#core/brand.ts';
import { articleTitles, preferenceOf } from '#modules/knowledge/index.ts';
import { langSchema } from './schemas.ts';

export const titlesIn = langSchema
	.optional()
	.meta({ description: 'The language of the titles, where an article has it' });
export const titlesSchema = z
	.record(z.string(), z.string())
	.meta({ description: 'Of the articles in it, by id, in whatever state they are' });

/** Titles for the ids in a reply; what is no id is passed over. */
export function titlesFor(app: App, ids: readonly (string | null)[], lang: string | undefined) {
	const fallback = app.settings.get(defaultLang);
	const known = ids.filter((id) => id !== null);
	return articleTitles(app.database.db, known, preferenceOf(lang ?? fallback, fallback));
}
