import { expect, test } from 'vitest';
import { diffDocs } from './diff-docs.ts';
import { diffWords } from './diff-words.ts';
import { fromMarkdown } from './from-markdown.ts';
import { keepIds } from './keep-ids.ts';
import type { Doc } from './types.ts';

const marked = (old: string, next: string) =>
	diffWords(old, next)
		.map(({ kind, text }) => (kind === 'same' ? text : kind === 'added' ? `+${text}+` : `-${text}-`))
		.join('');

test('words that changed are told from those around them', () => {
	expect(marked('Change the oil every week.', 'Change the clean oil every month.')).toBe(
		'Change the +clean +oil every -week-+month+.',
	);
	expect(marked('', 'New')).toBe('+New+');
	expect(marked('Same', 'Same')).toBe('Same');
	expect(marked('a b', '')).toBe('-a b-');
});

test('scripts that write without spaces are compared by words too', () => {
	expect(marked('每周更换机油。', '每月更换机油。')).toBe('-每周-+每月+更换机油。');
	expect(marked('เปลี่ยนน้ำมันทุกสัปดาห์', 'เปลี่ยนน้ำมันทุกเดือน')).toBe('เปลี่ยนน้ำมันทุก-สัปดาห์-+เดือน+');
});

test('whatever two texts are, what stayed and went is the old one, what stayed and came the new one', () => {
	let state = 7;
	const random = (most: number) => {
		state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
		return state % most;
	};
	const text = () => Array.from({ length: random(30) }, () => 'abc 机油 é.'[random(10)]).join('');
	for (let round = 0; round < 500; round++) {
		const [old, next] = [text(), text()];
		const words = diffWords(old, next);
		const without = (gone: string) =>
			words
				.filter(({ kind }) => kind !== gone)
				.map((each) => each.text)
				.join('');
		expect([without('added'), without('removed')]).toEqual([old, next]);
	}
});

const of = (old: string, next: string) => {
	const doc = fromMarkdown(old);
	return diffDocs(doc, keepIds(doc, fromMarkdown(next)));
};
const short = (diffs: ReturnType<typeof of>) =>
	diffs.map(({ kind, moved, words }) => `${kind}${moved ? ' moved' : ''}: ${words.map(({ text }) => text).join('|')}`);

test('blocks that came, went, changed and moved are told in the order of the newer text', () => {
	const old = '# One\n\nThe first paragraph.\n\nThe second paragraph is here.\n\nGone for good.\n\n- an item';
	const next = '# One\n\nThe second paragraph is there.\n\nThe first paragraph.\n\nQuite new.\n\n- an item';
	expect(short(of(old, next))).toEqual([
		'same: One',
		'changed moved: The second paragraph is |here|there|.',
		'removed: Gone for good.',
		'same: The first paragraph.',
		'added: Quite new.',
		'same: an item',
	]);
});

test('what changed only in looks is changed, with all its words the same', () => {
	const [diff] = of('Never open it hot, please.', 'Never open it **hot**, please.');
	expect(diff).toMatchObject({ kind: 'changed', words: [{ kind: 'same', text: 'Never open it hot, please.' }] });
});

test('a row of a table and an item of a list say what they stand in', () => {
	const doc: Doc = fromMarkdown('- an item\n\n| name |\n|---|\n| oil |');
	expect(diffDocs({ type: 'doc', content: [] }, doc).map(({ within }) => within)).toEqual([
		['bulletList', 'listItem'],
		['table', 'tableRow', 'tableHeader'],
		['table', 'tableRow', 'tableCell'],
	]);
});

test('two texts of 200 kB that have nothing in common are compared without holding the server up', () => {
	const text = (word: string) => Array.from({ length: 20_000 }, (_, i) => `${word}${i}`).join(' ');
	const start = process.cpuUsage();
	expect(diffWords(text('old'), text('new')).length).toBeGreaterThan(1);
	expect(process.cpuUsage(start).user / 1_000).toBeLessThan(2_000);
});
