/** A name and where it stands. Those with digits in them (`KA 11`, `E-07`, `KA11-20-001`) are told apart to the last character. */
export type Name = { name: string; start: number; end: number };

const JOINED = /(?<![A-Za-z0-9-])(?=[A-Z0-9-]*[A-Z])(?=[A-Z0-9-]*\d)[A-Z0-9]+(?:-[A-Z0-9]+)*(?![A-Za-z0-9])/g;
const APART = /(?<![A-Za-z0-9-])[A-Z]{1,3} \d{1,4}(?: [A-Z](?![A-Za-z0-9]))?(?![A-Za-z0-9]|[.,:]\d)/g;
/** `30V` is a figure with its unit. */
const FIGURE = /^\d+[A-Z]{0,2}$/;

/** Codes of a text in order. `isUnit` says whether a unit stands at a place: `EU 14 days` names nothing. */
export function codesIn(text: string, isUnit: (at: number) => boolean): Name[] {
	const joined = [...text.matchAll(JOINED)].filter(([code]) => !FIGURE.test(code));
	const apart = [...text.matchAll(APART)].filter((code) => !isUnit(code.index + code[0].length));
	return [...joined, ...apart]
		.map((found) => placed(found[0].replace(/[\s-]/g, ''), found.index, found[0].length))
		.toSorted((a, b) => a.start - b.start);
}

const ADDRESS = /[\w.+-]+@[\w-]+(?:\.[\w-]+)+|www\.\S+|(?<![\w.])[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}(?:\/\S*)?(?!\w)/gi;
const CAPITALISED = /(?<=[\p{L}\p{N}\p{P}] ["'“‘(]?)(?<![.!?:] ["'“‘(]?)\p{Lu}[\p{L}\p{M}]*/gu;
const LATIN = /(?<![A-Za-z°])(?:[A-Za-z]{2,}|[A-Z])(?![A-Za-z])/g;

/** Addresses, capitalised words within a sentence, Latin words within scripts of their own, and countries; in lower case and order. */
export function namesIn(text: string, lang: string, spaced: boolean): Name[] {
	const addresses = [...text.matchAll(ADDRESS)].map(({ 0: found, index }) => placed(found, index, found.length));
	const rest = text.replace(ADDRESS, (found) => ' '.repeat(found.length));
	const words = [...rest.matchAll(spaced ? CAPITALISED : LATIN), ...(spaced ? [] : rest.matchAll(countries(lang)))];
	return [...addresses, ...words.map(({ 0: word, index }) => placed(word, index, word.length))].toSorted(
		(a, b) => a.start - b.start,
	);
}

const placed = (name: string, start: number, length: number): Name => ({
	name: /\d/.test(name) ? name : name.toLowerCase(),
	start,
	end: start + length,
});

const gazetteers = new Map<string, RegExp>();

/** Where no capital letter shows a name, at least countries are known: by what the platform calls them. */
function countries(lang: string): RegExp {
	const known = gazetteers.get(lang);
	if (known) return known;
	const display = new Intl.DisplayNames([lang], { type: 'region', fallback: 'none' });
	const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
	const codes = letters.flatMap((first) => letters.map((second) => first + second));
	const all = codes.flatMap((code) => display.of(code) ?? []).filter((name) => !/[A-Za-z()]/.test(name));
	const made = new RegExp(all.toSorted((a, b) => b.length - a.length).join('|'), 'gu');
	gazetteers.set(lang, made);
	return made;
}
