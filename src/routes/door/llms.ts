import { brandName } from '#core/brand.ts';
import { listCollections, publishedAddresses } from '#modules/knowledge/index.ts';
import { articleHref } from '#ui/addresses.ts';
import { readerOf } from './reader.ts';

const MOST = 2_000;

/** A map of the site for language models (https://llmstxt.org): every collection with links to its articles as Markdown. */
export async function llmsText(locals: App.Locals, origin: string): Promise<string> {
	const { db, lang, prefer } = readerOf(locals);
	const [collections, addresses] = await Promise.all([
		listCollections(db, prefer),
		publishedAddresses(db, { lang, limit: MOST }),
	]);
	const line = ({ slug, title }: { slug: string; title: string }) =>
		`- [${title.replace(/[[\]\n]/g, ' ')}](${origin}${articleHref(lang, slug)}.md)`;
	const section = (title: string, description: string, ids: string | null) => {
		const lines = addresses.filter(({ collection }) => collection === ids).map(line);
		return lines.length > 0 ? [`## ${title}`, ...(description ? [description] : []), lines.join('\n')] : [];
	};
	const sections = collections.flatMap(({ title, description, external_id }) =>
		section(title, description, external_id),
	);
	const loose = section(locals.say('site_more_articles'), '', null);
	const name = locals.app.settings.get(brandName);
	return [`# ${name}`, `> ${locals.say('site_llms_intro', { name })}`, ...sections, ...loose].join('\n\n') + '\n';
}
