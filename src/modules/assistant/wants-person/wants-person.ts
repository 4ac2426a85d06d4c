import { formsOf } from './forms.ts';
import { saysNothingElse } from './nothing-else.ts';
import { RULES, type Rules } from './rules.ts';

/** Who tells a longer story asks for a person where it begins or ends, if at all. */
const LONGEST = 200;
const SENTENCES = /[.!?。！？\n]+/u;

/** Whether somebody asks for a person instead of the assistant, in any of our languages, whatever the page's is. */
export function wantsPerson(text: string): boolean {
	if (text.length <= LONGEST) return asksForOne(text);
	const sentences = text.split(SENTENCES).filter((sentence) => sentence.trim() !== '');
	return [sentences.at(0), sentences.at(-1)].some(
		(sentence = '') => sentence.length <= LONGEST && asksForOne(sentence),
	);
}

function asksForOne(text: string): boolean {
	const forms = formsOf(text);
	return (
		says(RULES.en, forms.words) ||
		says(RULES.vi, forms.plain) ||
		says(RULES.zh, forms.joined) ||
		says(RULES.th, forms.joined) ||
		saysNothingElse(forms)
	);
}

const says = ({ asks, not }: Rules, text: string): boolean =>
	asks.some((rule) => rule.test(text)) && !not.some((rule) => rule.test(text));
