import table from 'opencc-js/dict/TSCharacters';

const SIMPLIFIED: Uint16Array = simplifiedUnits();
/** Units that occur in only one of the two Chinese scripts: 1 traditional, 2 simplified. */
export const CHINESE_SCRIPT: Uint8Array = chineseScripts();

const HAN = /[\u3400-\u9fff]/;
const BEYOND_ASCII = /[\u0080-\uffff]/;
const MARKS = /\p{Mn}+/gu;

/** Letters that Unicode does not decompose although people type them without their stroke. */
const STROKES: Record<string, string> = {
	đ: 'd',
	ł: 'l',
	ø: 'o',
	ß: 'ss',
	æ: 'ae',
	œ: 'oe',
	ı: 'i',
	ħ: 'h',
	ŧ: 't',
	þ: 'th',
	ð: 'd',
};
const STROKE = /[đłøßæœıħŧþð]/g;

/**
 * One form for what people type in many: well-formed UTF-16, NFKC (so full-width letters and ligatures fold), lower case,
 * traditional Chinese characters as simplified ones. The length can differ from the input's.
 */
export function normalize(text: string): string {
	if (!BEYOND_ASCII.test(text)) return text.toLowerCase();
	const folded = text.toWellFormed().normalize('NFKC').toLowerCase();
	return HAN.test(folded) ? simplify(folded) : folded;
}

/** Letters without their marks: `đổi trả` → `doi tra`, `Käse` → `kase`. Expects the output of `normalize`. */
export function foldMarks(word: string): string {
	if (!BEYOND_ASCII.test(word)) return word;
	return word
		.normalize('NFD')
		.replace(MARKS, '')
		.replace(STROKE, (letter) => STROKES[letter] ?? letter)
		.normalize('NFC');
}

const LATE_TONE = /(?:(o)([àáảãạèéẻẽẹ])|(?<!q)(u)([ỳýỷỹỵ]))$/;
const TONES: Record<string, string> = {
	oà: 'òa', oá: 'óa', oả: 'ỏa', oã: 'õa', oạ: 'ọa', oè: 'òe', oé: 'óe', oẻ: 'ỏe', oẽ: 'õe', oẹ: 'ọe',
	uỳ: 'ùy', uý: 'úy', uỷ: 'ủy', uỹ: 'ũy', uỵ: 'ụy',
}; // prettier-ignore

/** One place for the Vietnamese tone mark: `hoà` and `hòa`, `thuý` and `thúy` are the same word; `quý` and `hoàn` have no second spelling. */
export function placeTone(word: string): string {
	return word.replace(LATE_TONE, (pair) => TONES[pair] ?? pair);
}

function simplify(text: string): string {
	const units = new Uint16Array(text.length);
	for (let i = 0; i < text.length; i++) {
		const unit = text.charCodeAt(i);
		units[i] = SIMPLIFIED[unit] || unit;
	}
	return new TextDecoder('utf-16le').decode(units);
}

function simplifiedUnits(): Uint16Array {
	const units = new Uint16Array(0x10000);
	for (const entry of table.split('|')) {
		const [traditional, simplified] = entry.split(' ');
		if (traditional?.length === 1 && simplified?.length === 1)
			units[traditional.charCodeAt(0)] = simplified.charCodeAt(0);
	}
	return units;
}

function chineseScripts(): Uint8Array {
	const scripts = new Uint8Array(0x10000);
	SIMPLIFIED.forEach((simplified, traditional) => {
		if (!simplified) return;
		scripts[traditional] = 1;
		if (!SIMPLIFIED[simplified]) scripts[simplified] = 2;
	});
	return scripts;
}
