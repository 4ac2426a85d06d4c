import { expect, test } from 'vitest';
import { hrefFrom } from './href-from.ts';

test.each([
	['https://a.example/b', 'https://a.example/b'],
	['a.example/b?c', 'https://a.example/b?c'],
	['localhost.test:8080/x', 'https://localhost.test:8080/x'],
	['/articles/oil', '/articles/oil'],
	['#chapter', '#chapter'],
	['mai@example.com', 'mailto:mai@example.com'],
	['+84 28 3822 0000', 'tel:+842838220000'],
	['javascript:alert(1)', undefined],
	['data:text/html,x', undefined],
	['how to change the oil', undefined],
	['', undefined],
])('%s', (typed, href) => {
	expect(hrefFrom(typed)).toBe(href);
});
