import { sentences } from '#core/text/sentences.ts';
import { lexiconFor } from './lexicon/lexicon.ts';
import type { Claim, Passage } from './types.ts';

/** A sentence or table row of a passage. */
export type Unit = {
	text: string;
	start: number;
	end: number;
	/** The row that names the columns, for rows of a table. */
	header?: string;
};

/** Where a quote stands: its verbatim words and the units it touches. */
export type Place = { passage: Passage; quote: string; units: Unit[] };

const CELL = ' | ';
/** A quote of more units than this is no quote of what supports one sentence. */
const MOST_UNITS = 5;
/** A word or two stand anywhere. */
const SHORTEST = { spaced: 10, unspaced: 5 };
const MOST_PLACES = 5;

/** Every place at which the quote stands, by letters alone: white space, quotation marks and dashes of other kinds do not matter. */
export function placesOf(claim: Claim, passages: readonly Passage[], lang: string, spaced: boolean): Place[] {
	const wanted = folded(claim.quote).text;
	const asked = passages.filter(({ id }) => claim.passage === undefined || id === claim.passage);
	return asked.flatMap((passage) => {
		const units = unitsOf(passage, lang);
		return occurrences(passage.text, wanted).flatMap(({ start, end }) => {
			const touched = units.filter((unit) => unit.start < end && unit.end > start);
			const whole = touched.length === 1 && end - start >= (touched[0]?.text.length ?? 0);
			const long = wanted.length >= (spaced ? SHORTEST.spaced : SHORTEST.unspaced);
			if (touched.length === 0 || touched.length > MOST_UNITS || !(whole || long)) return [];
			return [{ passage, quote: passage.text.slice(start, end), units: touched }];
		});
	});
}

/** The units of a passage in order. */
export function unitsOf({ text }: Passage, lang: string): Unit[] {
	let at = 0;
	let header: string | undefined;
	return text.split('\n').flatMap((line) => {
		const begin = at;
		at += line.length + 1;
		if (!line.includes(CELL)) {
			header = undefined;
			return pieces(line, lang).map((piece) => unit(piece.text, begin + piece.start));
		}
		const row = unit(line, begin);
		if (header === undefined) header = line;
		else row.header = header;
		return [row];
	});
}

type Piece = { text: string; start: number };

/** Thai has no full stop: it is cut at its spaces, and put together again where the next piece goes on with the sentence. */
function pieces(line: string, lang: string): Piece[] {
	const { continues, condition } = lexiconFor(lang) ?? {};
	if (!continues || !condition) return sentences(line, lang);
	const goesOn = new RegExp(`^(?:${continues})`);
	const begins = new RegExp(`^(?:${condition}|ก่อน|สำหรับ|หลัง)`);
	const cuts = [0, ...[...line.matchAll(THAI_SPACE)].map(({ index, 0: space }) => index + space.length), line.length];
	return cuts.slice(1).reduce<Piece[]>((made, end, i) => {
		const start = cuts[i] ?? 0;
		const last = made.at(-1);
		const joins =
			last &&
			(goesOn.test(line.slice(start)) ||
				begins.test(last.text) ||
				Math.min(last.text.length, end - start) < SHORT_PIECE);
		if (!last || !joins) return [...made, { text: line.slice(start, end).trim(), start }];
		return [...made.slice(0, -1), { text: line.slice(last.start, end).trim(), start: last.start }];
	}, []);
}

const SHORT_PIECE = 10;
const THAI_SPACE = /(?<=[\u0e00-\u0e7f)"”]) +(?=[\u0e01-\u0e3a\u0e40-\u0e4e])/g;

/** The cells of a row with the names of their columns; of those the claim speaks of where it names some. */
export function rowCells({ text, header }: Unit): { label: string; columns: { name: string; cell: string }[] } {
	const cells = text.split(CELL);
	const names = header?.split(CELL) ?? [];
	// The cell above the labels is often empty, and empty cells are left out of the text.
	const offset = cells.length - names.length;
	const columns = cells.slice(1).map((cell, i) => ({ name: names[i + 1 - offset] ?? '', cell }));
	return { label: cells[0] ?? '', columns };
}

const unit = (text: string, start: number): Unit => ({ text, start, end: start + text.length });

function occurrences(text: string, wanted: string): { start: number; end: number }[] {
	const { text: within, at } = folded(text);
	const found: { start: number; end: number }[] = [];
	if (!wanted) return found;
	for (let from = 0; found.length < MOST_PLACES;) {
		const start = within.indexOf(wanted, from);
		if (start < 0) break;
		const last = at[start + wanted.length - 1] ?? 0;
		found.push({ start: at[start] ?? 0, end: last + 1 });
		from = start + 1;
	}
	return found;
}

const LOOSE = /[\s"'“”„‘’«»「」『』`*_|]/;
const DASH = /[-‐‑‒–—−]/;

/** Letters as they compare, each with its place in the text. */
function folded(text: string): { text: string; at: number[] } {
	const at: number[] = [];
	let made = '';
	for (let i = 0; i < text.length; i++) {
		const char = text[i] ?? '';
		if (LOOSE.test(char)) continue;
		const lower = DASH.test(char) ? '-' : char.toLowerCase();
		made += lower;
		for (let n = 0; n < lower.length; n++) at.push(i);
	}
	return { text: made, at };
}
