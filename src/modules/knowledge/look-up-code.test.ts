import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestServer, testServer } from '../../../tests/support/server.ts';

const TABLE = '| Code | To do |\n|---|---|\n| E-10 | see the motor |\n| E-15 | mains off for 10 minutes |';
const ARTICLES = {
	list: { title: 'All codes E-10 to E-41', body: `Find the cause first.\n\n## Codes\n\n${TABLE}` },
	motor: {
		title: 'E-10: motor overload',
		body: 'E-10 means too much current.\n\n## E-101\n\nThe cable of the network.',
	},
	dryer: {
		title: 'Alarms of the dryer',
		body: '## E-41: too hot\n\n:::steps\n1. Switch it off.\n2. Rinse the filter.\n:::',
	},
	draft: { title: 'E-77: secret', body: 'E-77 is not for customers.', status: 'draft' },
};

let one: TestServer;
beforeAll(async () => {
	one = await testServer();
	for (const [id, article] of Object.entries(ARTICLES))
		await one.call('PUT', `/api/v1/articles/by-external-id/${id}`, { body: { lang: 'en', ...article } });
	await one.app.refresher.check();
});
afterAll(() => one.stop());

const saidOf = (code: string) => one.app.lookUp(code, 'en')?.text;

test('the article that is about a code comes first, then its section, then the line in which it stands', () => {
	expect(saidOf('E-10')).toBe('E-10 means too much current.');
	expect(saidOf('e 41')).toBe('1. Switch it off.\n2. Rinse the filter.');
	expect(saidOf('E15')).toBe('E-15 | mains off for 10 minutes');
	expect(one.app.lookUp('E-41', 'en')?.url).toMatch(/^\/en\/articles\/.+#/);
});

test('a code that merely looks like it gets nothing, nor does a draft or a word', () => {
	expect(saidOf('E-101')).toBe('The cable of the network.');
	for (const code of ['E-1', 'F-10', 'E-77', 'motor', '(']) expect([code, saidOf(code)]).toEqual([code, undefined]);
});
