/** A part number or the code of a fault: `E-30`, `KA05-20-001`. Browsers break lines after each hyphen in them. */
const CODE = /(?<![\w-])(?=[A-Z-]*\d)[A-Z]{1,4}\d{0,4}(?:-[A-Z\d]{1,6}){1,4}(?![\w-])/g;

type Phrase = { text: string; whole: boolean };

/**
 * A title cut where its lines may best break. Codes stay whole. Thai puts its spaces between phrases, and a browser that breaks at any word tears
 * phrases apart, so that each of them stays whole as long as it fits.
 */
export function phrasesOf(text: string, lang: string): Phrase[] {
	if (lang.startsWith('th'))
		return text.split(/( +)/).map((part) => ({ text: part, whole: part.trim() !== '' && part !== text }));
	const phrases: Phrase[] = [];
	let from = 0;
	for (const { 0: code, index } of text.matchAll(CODE)) {
		phrases.push({ text: text.slice(from, index), whole: false }, { text: code, whole: true });
		from = index + code.length;
	}
	phrases.push({ text: text.slice(from), whole: false });
	return phrases.filter((phrase) => phrase.text);
}

/** HTML of our own renderer (which writes no bare `<` or `>` but those of tags) with its codes kept whole. */
export function withWholeCodes(html: string): string {
	return html.replace(/>[^<]+/g, (text) => text.replace(CODE, '<span class="whole">$&</span>'));
}
