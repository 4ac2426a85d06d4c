import type { Node } from '@tiptap/pm/model';

/** Nodes never change, so a count stays right. */
const known = new WeakMap<Node, number>();
// Adults read about this many words of an instruction a minute.
const WORDS_A_MINUTE = 200;

/** Words in any script, where they are not set apart as a dictionary finds them, and the minutes they take to read, at least one. */
export function countsOf(doc: Node, lang: string): { words: number; minutes: number } {
	const segmenter = new Intl.Segmenter(lang, { granularity: 'word' });
	const words = doc.children.reduce((sum, block) => sum + wordsOf(block, segmenter), 0);
	return { words, minutes: Math.max(1, Math.round(words / WORDS_A_MINUTE)) };
}

function wordsOf(block: Node, segmenter: Intl.Segmenter): number {
	const counted = known.get(block);
	if (counted !== undefined) return counted;
	let words = 0;
	for (const { isWordLike } of segmenter.segment(block.textBetween(0, block.content.size, '\n', '\n')))
		if (isWordLike) words++;
	known.set(block, words);
	return words;
}
