import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { smallTalk } from './small-talk.ts';

test.each(['en', 'zh', 'vi', 'th'])(
	'what is nothing but small talk is told from what asks something, in %s',
	async (lang) => {
		const text = await readFile(path.join(import.meta.dirname, 'phrases', `${lang}.txt`), 'utf8');
		const lines = text.trim().split('\n');
		const read = lines.map((line) => {
			const said = line.slice(line.indexOf(' ') + 1);
			return `${smallTalk(said) ?? '-'} ${said}`;
		});
		expect(read).toEqual(lines);
	},
);

test.each([
	['謝謝', 'thanks'],
	['HELLO!!!', 'greeting'],
	['👍', 'ok'],
	['ｈello', 'greeting'],
	['', undefined],
	['???', undefined],
])('“%s” is %s', (text, kind) => {
	expect(smallTalk(text)).toBe(kind);
});
