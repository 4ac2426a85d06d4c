/** What a UTF-16 unit is to the tokeniser. */
export const SEPARATOR = 0;
export const LETTER = 1;
export const DIGIT = 2;
/** Han, Kana and Hangul: no spaces (or endings glued on), one character is close to one syllable. */
export const IDEOGRAPH = 3;
/** Thai, Lao, Khmer and Burmese: no spaces between words. */
export const THAI = 4;
/** A mark that belongs to the letter before it. */
export const MARK = 5;

const IDEOGRAPHS = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\u3005\u30fc]/u;
const SOUTH_EAST = /[\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;

/** One class per UTF-16 unit, made once (about 10 ms); units of surrogate pairs are looked up by `astralClass`. */
export const UNIT_CLASS: Uint8Array = classes();

function classes(): Uint8Array {
	const table = new Uint8Array(0x10000);
	for (let unit = 0; unit < 0x10000; unit++) {
		if (unit >= 0xd800 && unit < 0xe000) continue;
		table[unit] = classOf(String.fromCharCode(unit));
	}
	return table;
}

function classOf(char: string): number {
	if (/\p{N}/u.test(char)) return SOUTH_EAST.test(char) || !IDEOGRAPHS.test(char) ? DIGIT : IDEOGRAPH;
	if (/\p{M}/u.test(char)) return MARK;
	if (!/[\p{L}\u3005\u30fc]/u.test(char)) return SEPARATOR;
	if (IDEOGRAPHS.test(char)) return IDEOGRAPH;
	return SOUTH_EAST.test(char) ? THAI : LETTER;
}

/** The class of a character outside the basic plane; a lone surrogate is a separator. */
export function astralClass(codePoint: number): number {
	return codePoint > 0xffff ? classOf(String.fromCodePoint(codePoint)) : SEPARATOR;
}
