import { posix } from 'node:path';
import { canonicalLang } from '#core/text/languages.ts';

type FileName = { externalId: string; lang?: string; collection?: string };

const LANGUAGES = new Intl.DisplayNames('en', { type: 'language', fallback: 'none' });

/**
 * What a path says about an article: `billing/refund.th.md` and `th/billing/refund.md` are the Thai text of `billing/refund` in the
 * collection `billing`. Collections nest two deep, so deeper folders count to the second.
 */
export function readName(path: string): FileName {
	const folders = posix
		.dirname(path)
		.split('/')
		.filter((part) => part !== '.');
	const base = posix.basename(path).replace(/\.[^.]+$/, '');
	const suffix = /^(.+)\.([a-z]{2}(?:[-_][a-z\d]{2,8})*)$/i.exec(base);
	const suffixLang = langOf(suffix?.[2]);
	const folderLang = folders.find((part) => langOf(part));
	const places = folders.filter((part) => part !== folderLang);
	const name = suffixLang ? (suffix?.[1] ?? base) : base;
	const lang = suffixLang ?? langOf(folderLang);
	const collection = places.slice(0, 2).join('/');
	return { externalId: [...places, name].join('/'), ...(lang ? { lang } : {}), ...(collection ? { collection } : {}) };
}

/** A language only if its two letters are one: `v2` and `ok` in file names are none. */
function langOf(part: string | undefined): string | undefined {
	if (!part || !/^[a-z]{2}(?:[-_][a-z\d]{2,8})*$/i.test(part)) return undefined;
	const tag = canonicalLang(part);
	return tag !== 'und' && LANGUAGES.of(tag.slice(0, 2)) ? tag : undefined;
}

/** `billing/how-to-pay` → `How to pay`. */
export function titleFromName(externalId: string): string {
	const words = posix.basename(externalId).replace(/[-_]+/g, ' ').trim();
	return words.charAt(0).toUpperCase() + words.slice(1);
}

/** Collections named by folders, parents first, titled by their folder in the languages of the articles in them. */
export function folderCollections(names: Iterable<FileName>): { external_id: string; parent?: string }[] {
	const found = new Map<string, { external_id: string; parent?: string }>();
	for (const { collection = '' } of names) {
		const [parent = '', child] = collection.split('/');
		if (parent) found.set(parent, { external_id: parent });
		if (child) found.set(collection, { external_id: collection, parent });
	}
	return [...found.values()];
}
