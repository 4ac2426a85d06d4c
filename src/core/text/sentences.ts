export type Sentence = {
	/** A verbatim slice of the text, without white space around it. */
	text: string;
	/** Its first UTF-16 unit in the text. */
	start: number;
};

const segmenters = new Map<string, Intl.Segmenter>();

const ABBREVIATION =
	/(?:^|[\s(])(?:\p{Lu}|mr|mrs|ms|dr|prof|st|no|nr|vs|etc|e\.g|i\.e|approx|fig|max|min|inc|ltd|co|tel|bzw|ca|z\.b|tp|ths|ts)\.\s*$/iu;

/** The sentences of a text in any script. Thai has no full stop: its sentences end at spaces between long enough clauses. */
export function sentences(text: string, lang: string): Sentence[] {
	const pieces = joinAbbreviations([...segmenterFor(lang).segment(text.toWellFormed())]);
	return pieces
		.flatMap(splitThai)
		.map(trimmed)
		.filter((sentence) => sentence.text !== '');
}

function segmenterFor(lang: string): Intl.Segmenter {
	const known = segmenters.get(lang);
	if (known) return known;
	const made = new Intl.Segmenter(lang === 'und' ? 'en' : lang, { granularity: 'sentence' });
	if (segmenters.size < 100) segmenters.set(lang, made);
	return made;
}

function joinAbbreviations(segments: { segment: string; index: number }[]): Sentence[] {
	const pieces: Sentence[] = [];
	for (const { segment, index } of segments) {
		const last = pieces.at(-1);
		if (last && ABBREVIATION.test(last.text.slice(-12))) last.text += segment;
		else pieces.push({ text: segment, start: index });
	}
	return pieces;
}

/** Shorter Thai pieces are lists, names and numbers set off by spaces rather than sentences. */
const THAI_CLAUSE = 40;
const THAI_SPACE = /(?<=[\u0e00-\u0e7f)"”\d])\s+(?=[\u0e01-\u0e4e])/g;

function splitThai(piece: Sentence): Sentence[] {
	if (piece.text.length <= THAI_CLAUSE || !/[\u0e01-\u0e4e]/.test(piece.text)) return [piece];
	const clauses: Sentence[] = [];
	let start = 0;
	for (const space of piece.text.matchAll(THAI_SPACE)) {
		const end = space.index + space[0].length;
		if (end - start < THAI_CLAUSE) continue;
		clauses.push({ text: piece.text.slice(start, end), start: piece.start + start });
		start = end;
	}
	clauses.push({ text: piece.text.slice(start), start: piece.start + start });
	return clauses;
}

function trimmed({ text, start }: Sentence): Sentence {
	const lead = text.length - text.trimStart().length;
	return { text: text.trim(), start: start + lead };
}
