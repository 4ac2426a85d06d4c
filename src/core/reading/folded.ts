import { foldMarks, normalize, placeTone } from '#core/text/fold.ts';
import type { Language } from './language.ts';

/** A text in the one form that tables are written in, and where each of its units came from. */
export type Folded = {
	text: string;
	/** For each unit of `text`, and for its end, the index in the original. */
	from: Uint32Array;
	/** Vietnamese typed without marks is compared with tables without marks. */
	bare: boolean;
};

const CLUSTER = /\P{M}\p{M}*|\p{M}+/gu;
const SPACE = /^\s+$/;
const ASCII = /^[\0-\x7f]*$/;
const SAME: Record<string, string> = {
	'’': "'",
	'‘': "'",
	'–': '-',
	'—': '-',
	'~': '-',
	'−': '-',
	'。': '.',
	'、': ',',
};

/** Case, width, digits of all scripts, Chinese script, spaces and the place of tone marks no longer matter. */
export function fold(text: string, language: Language): Folded {
	const from: number[] = [];
	let folded = '';
	for (const match of text.matchAll(CLUSTER)) {
		const piece = foldCluster(match[0]);
		if (piece === ' ' && (folded === '' || folded.endsWith(' '))) continue;
		folded += piece;
		for (let i = 0; i < piece.length; i++) from.push(match.index);
	}
	from.push(text.length);
	if (language !== 'vi') return { text: folded, from: Uint32Array.from(from), bare: false };
	const bare = ASCII.test(folded);
	return { text: bare ? folded : folded.replace(/\p{L}+/gu, placeTone), from: Uint32Array.from(from), bare };
}

/** A phrase of a table in the form that `fold` gives texts. */
export function foldPhrase(phrase: string, language: Language, bare = false): string {
	const { text } = fold(phrase, language);
	return bare ? foldMarks(text) : text;
}

const clusters = new Map<string, string>();

function foldCluster(cluster: string): string {
	if (cluster.length === 1 && cluster < '\x7f')
		return SPACE.test(cluster) ? ' ' : (SAME[cluster] ?? cluster.toLowerCase());
	const known = clusters.get(cluster);
	if (known !== undefined) return known;
	const made = foldRare(cluster);
	// Hostile input may hold endless kinds of clusters; people use some thousands.
	if (clusters.size < 20_000 && cluster.length < 8) clusters.set(cluster, made);
	return made;
}

function foldRare(cluster: string): string {
	if (SPACE.test(cluster) || cluster === '\u200b') return ' ';
	const normal = normalize(cluster.replace(/[\ufe0f\u20e3]/g, '')).replace(/\p{Nd}/gu, digitOf);
	return SAME[normal] ?? normal;
}

/** Unicode keeps the ten digits of a script together, in order and apart from other scripts (or in a multiple of ten). */
function digitOf(char: string): string {
	const code = char.codePointAt(0) ?? 0;
	let before = 0;
	while (/^\p{Nd}$/u.test(String.fromCodePoint(code - before - 1))) before++;
	return String(before % 10);
}
