import { CHINESE_SCRIPT, foldMarks } from './fold.ts';
import { FUNCTION_WORDS, PLAIN_VIETNAMESE } from './function-words.ts';

type Detected = {
	/** A canonical BCP 47 tag, `und` where there are no letters. */
	lang: string;
	/** 0..1: the share of the evidence that speaks for `lang`. */
	confidence: number;
};

/** Only the beginning is read: a language shows within a few sentences, and a question may be a whole pasted page. */
const READ = 2_000;

const SCRIPTS: [lang: string, letters: RegExp][] = [
	['th', /\p{Script=Thai}/gu],
	['ja', /[\p{Script=Hiragana}\p{Script=Katakana}]/gu],
	['ko', /\p{Script=Hangul}/gu],
	['zh', /\p{Script=Han}/gu],
	['ru', /\p{Script=Cyrillic}/gu],
	['el', /\p{Script=Greek}/gu],
	['ar', /\p{Script=Arabic}/gu],
	['he', /\p{Script=Hebrew}/gu],
	['hi', /\p{Script=Devanagari}/gu],
	['ta', /\p{Script=Tamil}/gu],
	['lo', /\p{Script=Lao}/gu],
	['km', /\p{Script=Khmer}/gu],
	['my', /\p{Script=Myanmar}/gu],
	['hy', /\p{Script=Armenian}/gu],
	['la', /\p{Script=Latin}/gu],
];

/** One such character says about as much as this many Latin letters: foreign names and codes stand in Latin in every language. */
const SYLLABLE_WEIGHT = 4;
const SYLLABIC = new Set(['ja', 'ko', 'zh']);

/** The language a text is written in, by script, then by letters and frequent words. Never throws; short texts get a low confidence. */
export function detectLanguage(text: string): Detected {
	const sample = text.slice(0, READ).toWellFormed().normalize('NFKC').toLowerCase().normalize('NFC');
	const { script, share } = mainScript(sample);
	if (!script) return { lang: 'und', confidence: 0 };
	if (script === 'zh') return chinese(sample, share);
	if (script === 'ru' && /[іїєґ]/.test(sample)) return { lang: 'uk', confidence: share * 0.9 };
	if (script !== 'la') return { lang: script, confidence: share };
	return latin(sample, share);
}

function mainScript(sample: string): { script: string; share: number } {
	const counts = SCRIPTS.map(([lang, letters]): [string, number] => {
		const count = sample.match(letters)?.length ?? 0;
		return [lang, SYLLABIC.has(lang) ? count * SYLLABLE_WEIGHT : lang === 'la' ? count : count * 3];
	});
	const total = counts.reduce((sum, [, count]) => sum + count, 0);
	if (!total) return { script: '', share: 0 };
	const of = Object.fromEntries(counts);
	// Japanese mixes Han with Kana: a tenth of Kana is enough to tell.
	if (of.ja! > 0 && of.ja! * 9 >= of.zh! && of.ja! + of.zh! > of.la!)
		return { script: 'ja', share: (of.ja! + of.zh!) / total };
	const [script, count] = counts.reduce((best, next) => (next[1] > best[1] ? next : best));
	return { script, share: count / total };
}

function chinese(sample: string, share: number): Detected {
	let traditional = 0;
	let simplified = 0;
	for (let i = 0; i < sample.length; i++) {
		const script = CHINESE_SCRIPT[sample.charCodeAt(i)];
		if (script === 1) traditional++;
		if (script === 2) simplified++;
	}
	const lang = traditional > simplified ? 'zh-Hant' : 'zh-Hans';
	const known = traditional + simplified;
	return { lang, confidence: share * (known ? Math.max(traditional, simplified) / known : 0.6) };
}

const VIETNAMESE_LETTERS = /[đơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]/g;
/** The spelling of a Vietnamese syllable without marks: first consonants, vowels, last consonants. */
const SYLLABLE =
	/^(?:ngh?|nh|ch|gh?|gi|kh|ph|qu|th|tr|[bcdhklmnprstvx])?(?:[aeiouy]{1,2}|oai|oay|uay|uye|uya|ieu|yeu|uoi|uou)(?:ng|nh|ch|[cmnpt])?$/;

function latin(sample: string, share: number): Detected {
	const words = sample.match(/\p{Script=Latin}[\p{Script=Latin}\p{M}]*/gu) ?? [];
	const marked = sample.match(VIETNAMESE_LETTERS)?.length ?? 0;
	if (marked && marked * 8 >= words.length)
		return { lang: 'vi', confidence: share * Math.min(1, 0.7 + marked / words.length) };
	const scores = Object.entries(FUNCTION_WORDS).map(([lang, list]) => ({ lang, hits: countHits(words, list) }));
	scores.push({ lang: 'vi', hits: plainVietnamese(words) });
	scores.sort((a, b) => b.hits - a.hits);
	const [best, second] = [scores[0]!, scores[1]!];
	if (best.hits < 0.5) return { lang: 'en', confidence: share * 0.3 };
	return {
		lang: best.lang,
		confidence:
			share * Math.min(1, (0.5 + (best.hits - second.hits) / best.hits / 2) * Math.min(1, 0.6 + best.hits / 5)),
	};
}

function countHits(words: string[], list: ReadonlySet<string>): number {
	return words.reduce((hits, word) => hits + (list.has(word) ? 1 : 0), 0);
}

/**
 * Evidence for Vietnamese typed without marks: frequent syllables, counted in proportion to how many of all words could be
 * Vietnamese syllables at all (English prose stays below half).
 */
function plainVietnamese(words: string[]): number {
	if (!words.length) return 0;
	const possible = words.filter((word) => SYLLABLE.test(foldMarks(word))).length / words.length;
	if (possible < 0.5) return 0;
	return countHits(words.map(foldMarks), PLAIN_VIETNAMESE) * possible;
}
