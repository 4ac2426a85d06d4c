import { foldMarks, normalize } from '#core/text/fold.ts';
import { baseLang, isUnspaced } from '#core/text/languages.ts';

/** What a question begins with, holds or ends with when it leans on the one before it. */
type Pointers = { first: readonly string[]; within: readonly string[]; last: readonly string[] };

const list = (words: string): string[] => words.split('|');

/** By base language. Thai `มัน` (it) is left out: it is half of the word for oil. */
const POINTERS: Readonly<Record<string, Pointers>> = {
	en: {
		first: list('and|but|or|so|what about|how about|what if|if|no|sorry|even|also|without|only|then|ok and|just'),
		within: list(
			"it|its|it's|they|they're|them|this|these|those|that|one|ones|there|he|she|him|else|other|others|same|instead|either|too|still|already|then",
		),
		last: [],
	},
	zh: {
		first: list('那|可是|可我|但|要是|如果|还有|不对|不是|错了|为什么'),
		within: list('它|这样|那样|这个|那个|那天|同一个|的话|也|又|还是'),
		last: list('呢'),
	},
	vi: {
		first: list('thế|vậy|còn|nhưng|mà|nếu|lỡ|nhầm|giờ|không phải'),
		within: list('nó|đó|vẫn|cũng|hôm đó|cái này|luôn'),
		last: list('thì sao|thì thế nào|vậy'),
	},
	th: {
		first: list('แล้ว|แต่|ถ้า|ไม่ใช่|พอ|ส่วน'),
		within: list('แบบนี้|ตัวนี้|ตัวนั้น|ตัวเดิม|อันนั้น|อันนี้|อันไหน|วันนั้น'),
		last: list('ล่ะ|อะ|นะ'),
	},
};

const OTHERS = /[^\p{L}\p{N}\p{M}']+/gu;

/** Whether a question has a word that points back to what was said before: "and …", "it", "那…呢", "thì sao". */
export function pointsBack(question: string, lang: string): boolean {
	const base = baseLang(lang);
	const pointers = POINTERS[base];
	if (!pointers) return false;
	const text = normalize(question).replaceAll('’', "'").replace(OTHERS, ' ').trim();
	if (isUnspaced(base)) return holds(text, pointers, (word) => word);
	// Who leaves out all marks leaves out those of these words too.
	const plain = base === 'vi' && text === foldMarks(text);
	return holds(` ${text} `, pointers, (word) => ` ${plain ? foldMarks(word) : word} `);
}

const holds = (text: string, { first, within, last }: Pointers, asWritten: (word: string) => string): boolean =>
	first.some((word) => text.startsWith(asWritten(word))) ||
	within.some((word) => text.includes(asWritten(word))) ||
	last.some((word) => text.endsWith(asWritten(word)));
