import { tokens } from '#core/text/tokens.ts';

/** The question's own spelling of its terms, as far as a word stands alone: people read `covers`, the index `cover`. */
export function wordLabels(question: string, lang: string): (term: string) => string {
	const labels = new Map<string, string>();
	for (const word of question.split(/\s+/)) {
		const plain = word.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '');
		for (const { term } of plain ? tokens(plain, { lang }) : [])
			if (!labels.has(term) && !isPair(term)) labels.set(term, lengthOf(term) <= 2 && isUnspaced(plain) ? term : plain);
	}
	return (term) => labels.get(term) ?? term.replace(/^~/, '').replaceAll('_', ' ');
}

const isPair = (term: string) => term.startsWith('~') && term.includes('_');
const lengthOf = (text: string) => [...text].length;
const isUnspaced = (text: string) =>
	/[\p{Script=Han}\p{Script=Thai}\p{Script=Hiragana}\p{Script=Katakana}]/u.test(text);
