import { readerOf, type Said } from './phrase-table.ts';
import { yesNo } from './words/yes-no.ts';

const read = readerOf(yesNo);

/** Whether somebody agrees; nothing where they are not sure, say both or say something else. */
export function readYesNo(text: string, { lang }: { lang: string }): 'yes' | 'no' | undefined {
	const own = read(text, lang);
	// English words are at home everywhere, but not beside others.
	return answerOf(own.meanings.length > 0 ? own : read(text, 'en'));
}

function answerOf({ meanings, whole, set }: Said): 'yes' | 'no' | undefined {
	const answers = new Set(meanings.filter((meaning) => meaning !== 'polite'));
	if (!whole && !set) return undefined;
	if (answers.size === 0) return whole && meanings.length > 0 ? 'yes' : undefined;
	if (answers.size > 1) return undefined;
	return answers.has('yes') ? 'yes' : answers.has('no') ? 'no' : undefined;
}
