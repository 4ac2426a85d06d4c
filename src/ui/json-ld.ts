type Crumb = { title: string; href: string };

/** A thing as schema.org describes it, in a script that browsers do not run. No `<` stays: it could end the script. */
export function jsonLd(thing: object): string {
	const json = JSON.stringify({ '@context': 'https://schema.org', ...thing }).replaceAll('<', '\\u003c');
	return `<script type="application/ld+json">${json}</script>`;
}

export function breadcrumbList(crumbs: readonly Crumb[], origin: string): object {
	const itemListElement = crumbs.map(({ title, href }, i) => ({
		'@type': 'ListItem',
		position: i + 1,
		name: title,
		item: origin + href,
	}));
	return { '@type': 'BreadcrumbList', itemListElement };
}

type ArticleThing = {
	title: string;
	summary: string;
	url: string;
	lang: string;
	publisher: string;
	published: Date | null;
	updated: Date;
};

/** An article whose title is a question is also that question with its answer. */
export function articleThings({ title, summary, url, lang, publisher, published, updated }: ArticleThing): object[] {
	const article = {
		'@type': 'Article',
		headline: title,
		description: summary,
		inLanguage: lang,
		mainEntityOfPage: url,
		...(published && { datePublished: published.toISOString() }),
		dateModified: updated.toISOString(),
		publisher: { '@type': 'Organization', name: publisher },
	};
	if (!/[?？]$/.test(title.trim())) return [article];
	const question = { '@type': 'Question', name: title, acceptedAnswer: { '@type': 'Answer', text: summary, url } };
	return [article, { '@type': 'FAQPage', mainEntity: [question] }];
}
