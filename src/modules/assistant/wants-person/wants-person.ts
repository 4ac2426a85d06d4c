import { foldMarks, normalize } from '#core/text/fold.ts';
import { saysNothingElse } from './nothing-else.ts';
import { RULES, type Rules } from './rules.ts';

/** Who tells a longer story asks for a person where it begins or ends, if at all. */
const LONGEST = 200;
const SENTENCES = /[.!?。！？\n]+/u;
const OTHERS = /[^\p{L}\p{N}\p{M}']+/gu;

/** Whether somebody asks for a person instead of the assistant, in any of our languages, whatever the page's is. */
export function wantsPerson(text: string): boolean {
	if (text.length <= LONGEST) return asksForOne(text);
	const sentences = text.split(SENTENCES).filter((sentence) => sentence.trim() !== '');
	return [sentences.at(0), sentences.at(-1)].some(
		(sentence = '') => sentence.length <= LONGEST && asksForOne(sentence),
	);
}

function asksForOne(text: string): boolean {
	const words = normalize(text).replaceAll('’', "'").replace(OTHERS, ' ').trim();
	const joined = words.replaceAll(' ', '');
	const plain = foldMarks(words);
	return (
		says(RULES.en, words) ||
		says(RULES.vi, plain) ||
		says(RULES.zh, joined) ||
		says(RULES.th, joined) ||
		saysNothingElse(words, plain, joined)
	);
}

const says = ({ asks, not }: Rules, text: string): boolean =>
	asks.some((rule) => rule.test(text)) && !not.some((rule) => rule.test(text));
