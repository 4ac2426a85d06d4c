import { expect, test } from 'vitest';
import { docOf, list, p, schema } from '../../../tests/support/editor-state.ts';
import { countsOf } from './counts.ts';
import { fromDoc } from './doc.ts';

const count = (lang: string, ...blocks: object[]) => countsOf(fromDoc(schema, docOf(...blocks)), lang);

test('words are counted in every script, across blocks', () => {
	expect(count('en', p('Turn the valve, slowly.'), list('steps', [p('Wait')], [p('Go on')])).words).toBe(7);
	expect(count('zh-Hans', p('请先断电。')).words).toBeGreaterThan(1);
	expect(count('th', p('ปิดเครื่องก่อน')).words).toBeGreaterThan(1);
	expect(count('en')).toEqual({ words: 0, minutes: 1 });
});

test('a long text takes its minutes', () => {
	expect(count('en', p('word '.repeat(1_000))).minutes).toBe(5);
});
