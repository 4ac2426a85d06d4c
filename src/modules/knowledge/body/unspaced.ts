const UNSPACED =
	/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}\u3001\u3002\uff01\uff0c\uff1a\uff1b\uff1f]/u;
const FIRST_UNSPACED = 0x0e00;

/** Whether a character belongs to a script written without spaces between words, its punctuation included. */
export function isUnspaced(codePoint: number): boolean {
	return codePoint >= FIRST_UNSPACED && UNSPACED.test(String.fromCodePoint(codePoint));
}

/** The code point that ends just before `index`, or a space at the start. */
export function codeBefore(text: string, index: number): number {
	if (index <= 0) return 32;
	const unit = text.charCodeAt(index - 1);
	const isLow = unit >= 0xdc00 && unit < 0xe000 && index > 1;
	return isLow ? (text.codePointAt(index - 2) ?? unit) : unit;
}

/** The code point that starts at `index`, or a space at the end. */
export function codeAt(text: string, index: number): number {
	return text.codePointAt(index) ?? 32;
}
