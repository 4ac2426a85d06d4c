import { baseLang, isUnspaced } from '#core/text/languages.ts';
import type { ScoredDocument, Search } from './types.ts';

/**
 * The score that the best wrong article earns on average, by base language and over all: what "nothing fits" looks like in this base.
 * Scores mean different things among ten short answers and among thousands of long articles; their ratio to the level does not.
 */
export type Level = { overall: number; byLang: Record<string, number> };

/** A piece of an article's own text, asked as if it were a question. */
type Probe = { articleId: string; lang: string; text: string };

const PROBES = 300;
/** As if this many probes of a language had shown the overall level. */
const DOUBT = 20;
/** Taken where the base is too small to say: one article has no wrong others. */
const DEFAULT_LEVEL = 0.2;

/** Asks pieces of articles of which the article itself is left out of the answer. Costs 300 searches at most. */
export function measureLevel(documents: readonly ScoredDocument[], search: Search): Level {
	const found = probes(documents).flatMap(({ articleId, lang, text }) => {
		const wrong = search(text, lang).find((hit) => hit.articleId !== articleId);
		return wrong ? [{ lang: baseLang(lang), score: wrong.score }] : [];
	});
	const overall = shrunk(found, DEFAULT_LEVEL);
	const langs = new Set(found.map(({ lang }) => lang));
	const byLang = [...langs].map((lang) => [
		lang,
		shrunk(
			found.filter((probe) => probe.lang === lang),
			overall,
		),
	]);
	return { overall, byLang: Object.fromEntries(byLang) };
}

export const levelFor = ({ byLang, overall }: Level, lang: string): number => byLang[baseLang(lang)] ?? overall;

const shrunk = (found: { score: number }[], towards: number): number =>
	(found.reduce((sum, { score }) => sum + score, 0) + DOUBT * towards) / (found.length + DOUBT);

/** Evenly over the documents, and where they are few several of each; always the same for the same base. */
function probes(documents: readonly ScoredDocument[]): Probe[] {
	if (!documents.length) return [];
	const each = Math.ceil(PROBES / documents.length);
	const stride = Math.max(1, documents.length / PROBES);
	const found: Probe[] = [];
	for (let at = 0; at < documents.length; at += stride) {
		const document = documents[Math.floor(at)]!;
		const sources = [document.text, ...document.questions].filter((source) => source.trim());
		for (let k = 0; k < each && sources.length; k++) {
			const key = keyOf(`${found.length} ${k}`);
			found.push({ ...document, text: piece(sources[key % sources.length]!, document.lang, key >>> 8) });
		}
	}
	return found;
}

/** About as long as a question. */
const WORDS = 9;
const CHARACTERS = 16;

function piece(text: string, lang: string, key: number): string {
	const unspaced = isUnspaced(lang);
	const units = unspaced ? Array.from(text.slice(0, 1000)) : text.slice(0, 1000).split(/\s+/);
	const size = unspaced ? CHARACTERS * (baseLang(lang) === 'th' ? 2 : 1) : WORDS;
	const start = key % Math.max(1, units.length - size);
	return units.slice(start, start + size).join(unspaced ? '' : ' ');
}

/** A number that looks random and is always the same for the same text. */
export function keyOf(text: string): number {
	let key = 0x811c9dc5;
	for (let i = 0; i < text.length; i++) key = Math.imul(key ^ text.charCodeAt(i), 0x01000193);
	return (key ^ (key >>> 13)) >>> 0;
}
