import { detectLanguage } from '#core/text/detect.ts';
import { foldMarks, normalize } from '#core/text/fold.ts';
import { en } from './word-classes/en.ts';
import { th } from './word-classes/th.ts';
import { vi } from './word-classes/vi.ts';
import { zh } from './word-classes/zh.ts';

type Node = { next: Map<string, Node>; classes: string[]; prefixOf: string[] };

const TABLES = { en: trie(en), vi: trie(vi), plainVi: trie(vi, foldMarks), zh: trie(zh), th: trie(th) };
const SPACED = new Set<keyof typeof TABLES>(['en', 'vi', 'plainVi']);

/**
 * What the words of a text stand for: `plumber` and `engineer` are both `someone`, whatever the trade, and `Thợ` is too. So a few examples of a service
 * cover many wordings of it.
 */
export function classesOf(text: string): Set<string> {
	const plain = normalize(text);
	const table = tableOf(plain);
	const isSpaced = SPACED.has(table);
	const read = isSpaced ? words(plain) : words(plain).replaceAll(/(?<![a-z0]) | (?![a-z0])/g, '');
	const found = new Set<string>();
	for (let at = 0; at < read.length; at++) {
		if (isSpaced && isLetter(read[at]) && isLetter(read[at - 1])) continue;
		follow(TABLES[table], read, at, isSpaced, found);
	}
	return found;
}

function trie(table: Readonly<Record<string, string>>, as = (phrase: string): string => phrase): Node {
	const root = newNode();
	for (const [name, alternatives] of Object.entries(table))
		for (const phrase of as(alternatives).split('|')) {
			const isPrefix = phrase.endsWith('*');
			let node = root;
			for (const unit of isPrefix ? phrase.slice(0, -1) : phrase) node = child(node, unit);
			(isPrefix ? node.prefixOf : node.classes).push(name);
		}
	return root;
}

function newNode(): Node {
	return { next: new Map(), classes: [], prefixOf: [] };
}

function child(node: Node, unit: string): Node {
	const known = node.next.get(unit);
	if (known) return known;
	const made = newNode();
	node.next.set(unit, made);
	return made;
}

function tableOf(plain: string): keyof typeof TABLES {
	if (/[\u0e00-\u0e7f]/.test(plain)) return 'th';
	if (/[\u3400-\u9fff]/.test(plain)) return 'zh';
	if (detectLanguage(plain).lang !== 'vi') return 'en';
	return foldMarks(plain) === plain ? 'plainVi' : 'vi';
}

/** Between `^` and `$`, one space between words, any number as 0. */
const words = (text: string): string =>
	`^${text
		.replaceAll(/['’]/g, '')
		.replaceAll(/\p{N}+/gu, '0')
		.replaceAll(/[^\p{L}\p{M}0]+/gu, ' ')
		.trim()}$`;

const isLetter = (unit = ''): boolean => (unit >= 'a' && unit <= 'z') || unit > '\u007f';

function follow(root: Node, read: string, from: number, isSpaced: boolean, found: Set<string>): void {
	let node: Node | undefined = root;
	for (let at = from; ; at++) {
		for (const name of node.prefixOf) found.add(name);
		if (!isSpaced || !isLetter(read[at])) for (const name of node.classes) found.add(name);
		node = node.next.get(read[at] ?? '');
		if (!node) return;
	}
}
