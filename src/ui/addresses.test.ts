import { expect, test } from 'vitest';
import { contactHref, languagesOf, localPath } from './addresses.ts';

test('a path of this site stays, with query and anchor', () => {
	expect(localPath('/th/search?q=a#b')).toBe('/th/search?q=a#b');
	expect(localPath('/')).toBe('/');
});

test('what leads to another site is refused', () => {
	for (const path of [
		null,
		'',
		'https://evil.example',
		'//evil.example',
		'/\\evil.example',
		'/\t/evil.example',
		'javascript:alert(1)',
	])
		expect(localPath(path)).toBeUndefined();
});

test('a page has the same path in every language but for its beginning', () => {
	expect(languagesOf(['en', 'th'], '/en/search?q=%2Fen')).toEqual([
		{ lang: 'en', href: '/en/search?q=%2Fen' },
		{ lang: 'th', href: '/th/search?q=%2Fen' },
	]);
});

test('the contact form learns only what there is to know', () => {
	expect(contactHref('vi', {})).toBe('/vi/contact');
	expect(contactHref('vi', { q: 'a&b', article: '' })).toBe('/vi/contact?q=a%26b');
});
