import { isFunctionWord } from '#core/text/function-words.ts';
import { baseLang } from '#core/text/languages.ts';
import { FOLDED, GRAM, tokens, WORD } from '#core/text/tokens.ts';

/** What a text says, as a set of numbers: of pieces of so many neighbouring words (pairs of signs where there are no spaces). */
export function shinglesOf(text: string, lang: string, words: number): Set<number> {
	const base = baseLang(lang);
	const word = base === 'vi' ? FOLDED : WORD;
	const terms = tokens(text, { lang }).flatMap(({ term, kind }) =>
		kind === GRAM || (kind === word && !isFunctionWord(term, base)) ? [term] : [],
	);
	const found = new Set<number>();
	for (let i = 0; i + words <= terms.length; i++) found.add(hashOf(terms.slice(i, i + words).join(' ')));
	if (found.size === 0 && terms.length > 0) found.add(hashOf(terms.join(' ')));
	return found;
}

/** Jaccard: the share of both that is in each, 0 to 1. */
export function similarity(a: ReadonlySet<number>, b: ReadonlySet<number>): number {
	if (a.size === 0 || b.size === 0) return 0;
	let shared = 0;
	for (const one of a) if (b.has(one)) shared++;
	return shared / (a.size + b.size - shared);
}

const HASHES = 24;
const ROWS = 3;

/**
 * Signs by which near-equal sets meet: the least of each of 24 shuffled orders, three to a sign (Broder, "On the resemblance and containment of
 * documents", 1997). Two sets that are alike by 0.8 share one of the eight nearly always (0.997), by 0.3 one time in five. `salt` keeps apart what is
 * never compared.
 */
export function bandsOf(shingles: ReadonlySet<number>, salt: string): string[] {
	if (shingles.size === 0) return [];
	const least = new Uint32Array(HASHES).fill(0xffffffff);
	for (const one of shingles)
		for (let i = 0; i < HASHES; i++) {
			const shuffled = mix(one ^ (SEEDS[i] ?? 0));
			if (shuffled < (least[i] ?? 0)) least[i] = shuffled;
		}
	const bands: string[] = [];
	for (let i = 0; i < HASHES; i += ROWS) {
		const part = `${salt}:${i}:${least.subarray(i, i + ROWS).join(':')}`;
		bands.push(((BigInt(hashOf(part)) << 31n) | BigInt(hashOf(`${part}.`) >>> 1)).toString());
	}
	return bands;
}

const SEEDS = Uint32Array.from({ length: HASHES }, (_, i) => mix((i + 1) * 0x9e3779b1));

/** A bijection of 32 bits in which every bit of the input moves every bit of the output (the finaliser of MurmurHash3). */
function mix(value: number): number {
	let h = value >>> 0;
	h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
	h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
	return (h ^ (h >>> 16)) >>> 0;
}

/** FNV-1a over UTF-16 units, then mixed. */
function hashOf(text: string): number {
	let h = 0x811c9dc5;
	for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
	return mix(h);
}
