/** Languages written without spaces whose search terms are pairs of characters, by base language. */
const UNSPACED = new Set(['zh', 'ja', 'th', 'lo', 'km', 'my']);

const TRADITIONAL_REGIONS = new Set(['TW', 'HK', 'MO']);

/**
 * The canonical BCP 47 tag: `ZH_cn` → `zh-Hans`, `zh-HK` → `zh-Hant`, `EN-us` → `en-US`. Chinese keeps its script and loses its
 * region, since the script is what a reader needs. A tag that is not well formed becomes `und`.
 */
export function canonicalLang(tag: string): string {
	const known = canonical.get(tag);
	if (known) return known;
	const made = canonicalise(tag);
	if (canonical.size < CACHED_TAGS) canonical.set(tag, made);
	return made;
}

/** Few tags are ever in use, and a locale takes longer to parse than a question to answer. */
const CACHED_TAGS = 500;
const canonical = new Map<string, string>();

function canonicalise(tag: string): string {
	const locale = parse(tag);
	if (!locale) return 'und';
	if (locale.language === 'zh' || locale.language === 'yue') return chineseScript(locale);
	return locale.baseName;
}

/** The base language without script and region: `zh-Hant` → `zh`. Translations of one base language share a search index. */
export function baseLang(tag: string): string {
	const dash = tag.indexOf('-');
	return dash < 0 ? tag : tag.slice(0, dash);
}

export function isUnspaced(lang: string): boolean {
	return UNSPACED.has(baseLang(lang));
}

function parse(tag: string): Intl.Locale | undefined {
	try {
		return new Intl.Locale(tag.trim().replaceAll('_', '-'));
	} catch {
		return undefined;
	}
}

function chineseScript(locale: Intl.Locale): string {
	if (locale.script === 'Hant' || locale.script === 'Hans') return `zh-${locale.script}`;
	const traditional = locale.language === 'yue' || TRADITIONAL_REGIONS.has(locale.region ?? '');
	return traditional ? 'zh-Hant' : 'zh-Hans';
}
