import { z } from 'zod';
import { canonicalLang } from '#core/text/languages.ts';
import { fromMarkdown } from '../body/from-markdown.ts';
import { mapAddresses } from '../body/map-addresses.ts';
import { toMarkdown } from '../body/to-markdown.ts';
import type { CollectionInput } from './article-input.ts';
import { readHtmlPage } from './html-page.ts';
import { checked, failed } from './read-item.ts';
import type { ReadItem } from './read-item.ts';

const id = z.union([z.number(), z.string()]).transform(String);
const text = z
	.string()
	.nullish()
	.transform((value) => value ?? '');
const translation = z.object({ locale: z.string(), title: text, body: text, draft: z.boolean().optional() });
const article = translation.extend({
	id,
	section_id: id.nullish(),
	outdated: z.boolean().optional(),
	translations: z.array(translation).optional(),
});
const place = z.object({ id, name: text, description: text, locale: z.string(), position: z.int().min(0).optional() });
const list = z.array(z.unknown()).catch([]);

const exportSchema = z.object({
	articles: z.array(z.unknown()),
	/** With `include=translations` they stand apart. */
	translations: list,
	sections: list,
	categories: list,
});

type Article = z.output<typeof article>;
type Translation = z.output<typeof translation>;

/**
 * Reads the JSON of a Zendesk help centre: articles, their translations (within the article, apart, or the same article once per
 * locale) as translations of one article, sections and categories as collections. Links between its articles stay links.
 */
export function readZendesk(bytes: Buffer): { items: Iterable<ReadItem>; collections: CollectionInput[] } {
	const parsed = exportSchema.safeParse(jsonOf(bytes));
	if (!parsed.success) {
		return { items: [failed(1, 'invalid_json', 'This is not the JSON of a Zendesk help centre.')], collections: [] };
	}
	const { articles, translations, sections, categories } = parsed.data;
	return {
		items: readArticles(articles, translations),
		collections: [...places(categories, 'category'), ...places(sections, 'section')],
	};
}

function jsonOf(bytes: Buffer): unknown {
	try {
		return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
	} catch {
		return undefined;
	}
}

function* readArticles(raws: unknown[], apart: unknown[]): Generator<ReadItem> {
	const known = new Set(raws.map((raw) => article.safeParse(raw).data?.id));
	const bySource = Map.groupBy(apart, (raw) => z.object({ source_id: id }).safeParse(raw).data?.source_id);
	for (const [index, raw] of raws.entries()) {
		const line = `articles[${index}]`;
		const { data, error } = article.safeParse(raw);
		if (!data) {
			yield failed(line, 'invalid_article', `${error?.issues[0]?.path.join('.')}: ${error?.issues[0]?.message}`);
			continue;
		}
		const more = z
			.array(translation)
			.catch([])
			.parse(bySource.get(data.id) ?? []);
		const all = new Map(
			[data, ...(data.translations ?? []), ...more].map((each) => [canonicalLang(each.locale), each]),
		);
		for (const [lang, each] of all) yield translationItem(`${line} ${lang}`, data, each, known);
	}
}

function translationItem(
	line: string,
	root: Article,
	each: Translation,
	known: ReadonlySet<string | undefined>,
): ReadItem {
	let body: string;
	try {
		body = relinked(readHtmlPage(each.body).markdown, known);
	} catch {
		return failed(line, 'unreadable_html', 'Its text is nested too deeply to be read.');
	}
	return checked(line, {
		external_id: externalId('article', root.id),
		lang: each.locale,
		title: each.title,
		body,
		collection: root.section_id ? externalId('section', root.section_id) : undefined,
		status: each.draft ? 'draft' : 'published',
	});
}

function relinked(markdown: string, known: ReadonlySet<string | undefined>): string {
	if (!markdown.includes('/articles/')) return markdown;
	return toMarkdown(
		mapAddresses(fromMarkdown(markdown), (address) => {
			const target = /\/hc\/(?:[\w-]+\/)?articles\/(\d+)[^#]*(#.*)?$/.exec(address);
			return target && known.has(target[1])
				? `/articles/${externalId('article', target[1] ?? '')}${target[2] ?? ''}`
				: address;
		}),
	);
}

function externalId(kind: 'article' | 'section' | 'category', number: string): string {
	return `zendesk-${kind}-${number}`;
}

function places(raws: unknown[], kind: 'section' | 'category'): CollectionInput[] {
	const found = new Map<string, CollectionInput>();
	for (const raw of raws) {
		const { data } = place.safeParse(raw);
		if (!data?.name) continue;
		const parent = z.object({ category_id: id }).safeParse(raw).data?.category_id;
		const external_id = externalId(kind, data.id);
		const texts = found.get(external_id)?.texts ?? [];
		texts.push({ lang: canonicalLang(data.locale), title: data.name, description: data.description });
		found.set(external_id, {
			external_id,
			texts,
			...(kind === 'section' && parent ? { parent: externalId('category', parent) } : {}),
			...(data.position === undefined ? {} : { position: data.position }),
		});
	}
	return [...found.values()];
}
