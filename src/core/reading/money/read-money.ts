import { fold } from '../folded.ts';
import { languageOf } from '../language.ts';
import { leftOver } from '../left-over.ts';
import { entriesFor, type Lexicon, lexicons, phraseAt } from '../lexicon.ts';
import { type Quantity, quantityAt } from '../number/quantity-at.ts';
import { isCurrency, minorDigits, SIGNS } from './currencies.ts';

/** In the smallest coin, as prices are kept: 1250 of USD is $12.50. */
export type Money = { amount_minor: number; currency: string };

type MoneyOptions = {
	lang: string;
	/** ISO 4217, where the text names none. */
	currency: string;
};
type Meaning = readonly string[];

const AROUND =
	"about|around|roughly|approximately|please|up to|max|maximum|at most|only|it's|it is|it was|i paid|i pay|大约|大概|左右|最多|不超过|共|一共|khoảng|tầm|tối đa|ạ|nhé|là|ประมาณ|ไม่เกิน|ครับ|ค่ะ";
const signsFor = lexicons<Meaning>(() => [...Object.entries(SIGNS), ...entriesFor<Meaning>(AROUND, [])]);
const LONGEST = 100;

/** The sum that somebody gave as the whole answer; nothing where there are two, or it is finer than the smallest coin. */
export function readMoney(text: string, { lang, currency }: MoneyOptions): Money | undefined {
	if (text.length > LONGEST) return undefined;
	const language = languageOf(lang);
	const folded = fold(text.trim(), language);
	const signs = signsFor(language, folded.bare);
	const found: { quantity?: Quantity; currency?: string } = {};
	for (let at = 0; at < folded.text.length;) {
		const sign = signAt(folded.text, at, signs, currency);
		const quantity = sign ? undefined : quantityAt(folded, at, lang);
		if ((sign?.currency && found.currency) || (quantity && found.quantity)) return undefined;
		if (sign?.currency) found.currency = sign.currency;
		if (quantity) found.quantity = quantity;
		const next = sign?.to ?? quantity?.to ?? leftOver(folded.text, at, NO_WORDS);
		if (next === at) return undefined;
		at = next;
	}
	return found.quantity && minor(found.quantity, found.currency ?? currency);
}

const NO_WORDS: Lexicon<Meaning> = { spaced: false, byFirst: new Map() };
const CODE = /[a-z]{3}(?![\p{L}\p{M}])/uy;

function signAt(
	text: string,
	at: number,
	signs: Lexicon<Meaning>,
	own: string,
): { currency?: string; to: number } | undefined {
	const sign = phraseAt(signs, text, at);
	if (sign) {
		const [likeliest] = sign.value;
		const currency = sign.value.includes(own) ? own : likeliest;
		return currency ? { currency, to: sign.to } : { to: sign.to };
	}
	CODE.lastIndex = at;
	const code = CODE.exec(text)?.[0].toUpperCase();
	return code && isCurrency(code) ? { currency: code, to: at + 3 } : undefined;
}

/** Of two ways to read the figures the one that the coins allow: `1.500đ` is no one and a half dong. */
function minor({ value, others }: Quantity, currency: string): Money | undefined {
	const scale = 10 ** minorDigits(currency);
	// With coins of a hundredth `12.505` stays in doubt.
	const amounts = (scale === 1 ? [value, ...others] : [value]).map((amount) => amount * scale);
	const whole = amounts.find((amount) => Math.abs(amount - Math.round(amount)) < 1e-6);
	if (whole === undefined || !Number.isSafeInteger(Math.round(whole))) return undefined;
	return { amount_minor: Math.round(whole), currency };
}
