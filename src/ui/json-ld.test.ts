import { expect, test } from 'vitest';
import { articleThings, breadcrumbList, jsonLd } from './json-ld.ts';

const article = {
	summary: 'Short.',
	url: 'http://h/en/articles/a',
	lang: 'en',
	publisher: 'Kestrel',
	published: null,
	updated: new Date(0),
};

test('a title cannot end the script it stands in', () => {
	const html = jsonLd({ name: '</script><img src=x onerror=alert(1)>' });
	expect(html.match(/</g)).toHaveLength(2);
	expect(JSON.parse(html.replace(/^[^>]*>|<[^<]*$/g, ''))).toMatchObject({
		name: '</script><img src=x onerror=alert(1)>',
	});
});

test('only an article whose title asks is a question with an answer', () => {
	expect(articleThings({ ...article, title: 'Change the oil' })).toHaveLength(1);
	expect(articleThings({ ...article, title: '如何更换机油？' })).toHaveLength(2);
});

test('a trail has absolute addresses and counts from one', () => {
	expect(breadcrumbList([{ title: 'Help', href: '/en' }], 'http://h')).toMatchObject({
		itemListElement: [{ position: 1, item: 'http://h/en' }],
	});
});
