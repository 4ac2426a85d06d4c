import { afterAll, beforeAll, expect, test } from 'vitest';
import { contentOf } from '../../../tests/support/backup.ts';
import { type TestServer, testServer } from '../../../tests/support/server.ts';
import { type Person, visit } from '../../../tests/support/visit.ts';
import { ROUTES } from './routes.ts';

let one: TestServer;
let ann: Person;
let other: Person;
let draft: string;
let message: string;

beforeAll(async () => {
	one = await testServer();
	const body = { lang: 'en', title: 'Not yet', body: 'Secret.', status: 'draft' };
	draft = (await one.call('PUT', '/api/v1/articles/by-external-id/draft', { body })).body.translation_id;
	ann = await visit(one, 'zanzibarova', '+84905550199');
	other = await visit(one, 'lindqvist', '+46705550188');
	message = (await one.call('GET', `/api/v1/conversations/${ann.conversation}`)).body.messages[0].id;
});
afterAll(() => one.stop());

/** Routes that everybody may call, with an id of something that is not theirs to see, and a body that would be taken from whoever may. */
const NOT_THEIRS: Record<string, () => { id: string; body?: object }> = {
	'GET /articles/{id}': () => ({ id: draft }),
	'PUT /articles/{id}/rating': () => ({ id: draft, body: { solved: true } }),
	'PUT /questions/{id}/rating': () => ({ id: ann.question, body: { solved: true, missing: 'overwritten' } }),
	'GET /conversations/{id}': () => ({ id: ann.conversation }),
	'GET /conversations/{id}/messages': () => ({ id: ann.conversation }),
	'GET /conversations/{id}/stream': () => ({ id: ann.conversation }),
	'POST /conversations/{id}/messages': () => ({ id: ann.conversation, body: { text: 'Me too' } }),
	'PATCH /conversations/{id}/messages/{message_id}': () => ({ id: ann.conversation, body: { text: 'Not so' } }),
	'DELETE /conversations/{id}/messages/{message_id}': () => ({ id: ann.conversation }),
	'PUT /conversations/{id}/read': () => ({ id: ann.conversation, body: { read: message } }),
	'POST /conversations/{id}/typing': () => ({ id: ann.conversation }),
	'POST /conversations/{id}/files': () => ({ id: ann.conversation }),
	'POST /conversations/{id}/handoff': () => ({ id: ann.conversation }),
	'PUT /conversations/{id}/packet': () => ({ id: ann.conversation, body: { goal: 'Something else' } }),
	'PUT /conversations/{id}/feedback': () => ({ id: ann.conversation, body: { solved: true } }),
	'POST /conversations/{id}/colleague-question': () => ({ id: ann.conversation }),
	'PUT /conversations/{id}/closing': () => ({ id: ann.conversation }),
	'DELETE /customers/{id}': () => ({ id: ann.id }),
};

test('with somebody else’s id no route that is open to all answers anything or changes anything', async () => {
	const open = ROUTES.filter(({ access, path }) => access === 'anyone' && path.includes('{'));
	// A new one has to say here what it must not give away.
	expect(open.map(({ method, path }) => `${method} ${path}`).toSorted()).toEqual(Object.keys(NOT_THEIRS).toSorted());
	const before = await contentOf(one.url);
	for (const { method, path } of open) {
		const { id, body } = NOT_THEIRS[`${method} ${path}`]?.() ?? { id: '' };
		const address = path.replace('{message_id}', message).replace(/\{\w+\}/, id);
		const query = path.endsWith('/files') ? '?name=a.txt' : '';
		const call = (as: string | null) => one.call(method, `/api/v1${address}${query}`, { body, as });
		const [known, nobody] = [await call(other.token), await call(null)];
		expect([method, path, known.status, known.body.code]).toEqual([method, path, 404, 'not_found']);
		expect([401, 404], `${method} ${path}`).toContain(nobody.status);
	}
	expect(await contentOf(one.url)).toEqual(before);
});
