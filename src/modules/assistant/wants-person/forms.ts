import { foldMarks, normalize } from '#core/text/fold.ts';

const OTHERS = /[^\p{L}\p{N}\p{M}']+/gu;

/** A text as the rules of each language read it: `words` apart by single spaces, `plain` the same without marks, `joined` without spaces. */
export type Forms = { words: string; plain: string; joined: string };

export function formsOf(text: string): Forms {
	const words = normalize(text).replaceAll('’', "'").replace(OTHERS, ' ').trim();
	return { words, plain: foldMarks(words), joined: words.replaceAll(' ', '') };
}
