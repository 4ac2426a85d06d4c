/** Path of an article's page. Language tags and slugs may hold any script. */
export function articleAddress({ lang, slug }: { lang: string; slug: string }): string {
	return `/${lang}/articles/${encodeURIComponent(slug)}`;
}
