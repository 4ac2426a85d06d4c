import { expect, test } from 'vitest';
import { xml } from './xml.ts';

test('nothing in a text can end or break the XML around it', () => {
	expect(xml('<a b="c">&\'</a>')).toBe('&lt;a b=&quot;c&quot;&gt;&amp;&apos;&lt;/a&gt;');
	expect(xml('a\u0000\u0008b\tc\n文字😀\uffff')).toBe('ab\tc\n文字😀');
});
