import { afterAll, beforeAll, expect, test } from 'vitest';
import { contentOf } from '../../../tests/support/backup.ts';
import { claimOn, newDevice, proveOn } from '../../../tests/support/prove.ts';
import { type TestServer, testServer } from '../../../tests/support/server.ts';
import { until } from '../../../tests/support/until.ts';
import { type Person, visit } from '../../../tests/support/visit.ts';
import { ROUTES } from './routes.ts';

/** Somebody with everything that routes ask for by id. */
type Whose = Person & { identity: string; message: string; appointment: string; waiting: string; plan: string };

let one: TestServer;
/** Has proved her address. */
let ann: Whose;
/** Wrote without proving anything; later the team says that this was Ann. */
let tablet: Whose;
let draft: string;

const OPEN = ROUTES.filter(({ access, path }) => access === 'anyone' && path.includes('{'));
const ADDRESS = 'zanzibarova@example.com';

beforeAll(async () => {
	one = await testServer();
	const body = { lang: 'en', title: 'Not yet', body: 'Secret.', status: 'draft' };
	draft = (await one.call('PUT', '/api/v1/articles/by-external-id/draft', { body })).body.translation_id;
	const wrote = await visitor('zanzibarova', '+84905550199');
	ann = { ...wrote, ...(await proveOn(one, wrote, ADDRESS)) };
	tablet = await visitor('lindqvist', '+46705550188');
});
afterAll(() => one.stop());

async function visitor(name: string, phone: string): Promise<Whose> {
	const wrote = await visit(one, name, phone);
	const { messages } = (await one.call('GET', `/api/v1/conversations/${wrote.conversation}`)).body;
	const { body: visits } = await one.call('GET', '/api/v1/visits', { as: wrote.token });
	const { body: waits } = await one.call('GET', '/api/v1/waitlist', { as: wrote.token });
	const { body: plans } = await one.call('GET', '/api/v1/visit-plans', { as: wrote.token });
	const identity = await claimOn(one, wrote, `${name}@example.com`);
	return {
		...wrote,
		identity,
		message: messages[0].id,
		appointment: visits.items[0].code,
		waiting: waits.items[0].id,
		plan: plans.items[0].id,
	};
}

/** Routes that everybody may call, with an id of something that is this person's alone (or not yet anybody's), and a body that would be taken from them. */
const NOT_THEIRS: Record<string, (whose: Whose) => { id: string; body?: object }> = {
	'GET /articles/{id}': () => ({ id: draft }),
	'PUT /articles/{id}/rating': () => ({ id: draft, body: { solved: true } }),
	'PUT /questions/{id}/rating': ({ question }) => ({ id: question, body: { solved: true, missing: 'overwritten' } }),
	'GET /conversations/{id}': ({ conversation }) => ({ id: conversation }),
	'GET /conversations/{id}/messages': ({ conversation }) => ({ id: conversation }),
	'GET /conversations/{id}/stream': ({ conversation }) => ({ id: conversation }),
	'POST /conversations/{id}/messages': ({ conversation }) => ({ id: conversation, body: { text: 'Me too' } }),
	'PATCH /conversations/{id}/messages/{message_id}': ({ conversation }) => ({
		id: conversation,
		body: { text: 'Not so' },
	}),
	'DELETE /conversations/{id}/messages/{message_id}': ({ conversation }) => ({ id: conversation }),
	'PUT /conversations/{id}/read': ({ conversation, message }) => ({ id: conversation, body: { read: message } }),
	'POST /conversations/{id}/typing': ({ conversation }) => ({ id: conversation }),
	'POST /conversations/{id}/files': ({ conversation }) => ({ id: conversation }),
	'POST /conversations/{id}/handoff': ({ conversation }) => ({ id: conversation }),
	'PUT /conversations/{id}/packet': ({ conversation }) => ({ id: conversation, body: { goal: 'Something else' } }),
	'PUT /conversations/{id}/email': ({ conversation }) => ({ id: conversation, body: { email: 'me@example.com' } }),
	'PUT /conversations/{id}/feedback': ({ conversation }) => ({ id: conversation, body: { solved: true } }),
	'POST /conversations/{id}/colleague-question': ({ conversation }) => ({ id: conversation }),
	'PUT /conversations/{id}/closing': ({ conversation }) => ({ id: conversation }),
	'GET /services/{id}': () => ({ id: 'nothing' }),
	'GET /journeys/{id}': ({ journey }) => ({ id: journey }),
	'POST /journeys/{id}/answers': ({ journey }) => ({ id: journey, body: { name: 'people', value: 2 } }),
	'POST /journeys/{id}/submit': ({ journey }) => ({ id: journey, body: {} }),
	'POST /journeys/{id}/undo': ({ journey }) => ({ id: journey }),
	'POST /journeys/{id}/next': ({ journey }) => ({ id: journey }),
	'POST /journeys/{id}/back': ({ journey }) => ({ id: journey, body: {} }),
	'DELETE /journeys/{id}': ({ journey }) => ({ id: journey }),
	'GET /visits/{id}': ({ appointment }) => ({ id: appointment }),
	'GET /visits/{id}/slots': ({ appointment }) => ({ id: appointment }),
	'POST /visits/{id}/move': ({ appointment }) => ({ id: appointment, body: { starts_at: '2100-01-05T03:00:00Z' } }),
	'POST /visits/{id}/cancel': ({ appointment }) => ({ id: appointment, body: {} }),
	'DELETE /waitlist/{id}': ({ waiting }) => ({ id: waiting }),
	'DELETE /visit-plans/{id}': ({ plan }) => ({ id: plan }),
	'POST /identities/{id}/verification': ({ identity }) => ({ id: identity, body: { code: '000000' } }),
	'DELETE /identities/{id}': ({ identity }) => ({ id: identity }),
	'GET /customers/{id}/export': ({ id }) => ({ id }),
	'DELETE /customers/{id}': ({ id }) => ({ id }),
};

/** What each open route answers to a token with the ids of a person. */
async function walk(as: string | null, whose: Whose) {
	const answers: [string, number, string][] = [];
	for (const { method, path } of OPEN) {
		const { id, body } = NOT_THEIRS[`${method} ${path}`]?.(whose) ?? { id: '' };
		const address = path.replace('{message_id}', whose.message).replace(/\{\w+\}/, id);
		const query = path.endsWith('/files') ? '?name=a.txt' : '';
		const reply = await one.call(method, `/api/v1${address}${query}`, { body, as });
		answers.push([`${method} ${path}`, reply.status, reply.body.code]);
	}
	return answers;
}

const refused = Object.keys(NOT_THEIRS)
	.toSorted()
	.map((route) => [route, 404, 'not_found']);

async function expectNothing(as: string, whose: Whose) {
	const before = await contentOf(one.url);
	expect((await walk(as, whose)).toSorted()).toEqual(refused);
	expect(await contentOf(one.url)).toEqual(before);
}

const reads = async (as: string, { conversation }: Person) =>
	(await one.call('GET', `/api/v1/conversations/${conversation}`, { as })).status;

test('every route that is open to all says here what it must not give away', () => {
	expect(OPEN.map(({ method, path }) => `${method} ${path}`).toSorted()).toEqual(Object.keys(NOT_THEIRS).toSorted());
});

test('with somebody’s ids nobody gets or changes anything, whoever they are and whatever address they name', async () => {
	const before = await contentOf(one.url);
	for (const [route, status] of await walk(null, ann)) expect([401, 404], route).toContain(status);
	expect(await contentOf(one.url)).toEqual(before);
	const stranger = await newDevice(one);
	await expectNothing(stranger.token, ann);
	await claimOn(one, stranger, ADDRESS);
	await expectNothing(stranger.token, ann);
	await expectNothing(tablet.token, ann);
	await expectNothing(ann.token, tablet);
	const proved = await proveOn(one, await newDevice(one), 'somebody@example.com');
	await expectNothing(proved.token, ann);
});

test('a device that was merged into a person sees what it wrote and nothing of the person; the person sees both, until it is undone', async () => {
	const merges = `/api/v1/customers/${ann.id}/merges`;
	const { status, body } = await one.call('POST', merges, { body: { from: tablet.id, why: 'Same phone number' } });
	expect(status).toBe(201);
	await until(async () => (await reads(ann.token, tablet)) === 200, 5_000);
	await expectNothing(tablet.token, ann);
	expect([await reads(tablet.token, tablet), await reads(ann.token, ann)]).toEqual([200, 200]);
	const rate = { body: { solved: true }, as: ann.token };
	expect((await one.call('PUT', `/api/v1/questions/${tablet.question}/rating`, rate)).status).toBe(204);
	expect((await one.call('DELETE', `${merges}/${body.id}`)).status).toBe(204);
	await until(async () => (await reads(ann.token, tablet)) === 404, 5_000);
	await expectNothing(ann.token, tablet);
	await expectNothing(tablet.token, ann);
	expect([await reads(tablet.token, tablet), await reads(ann.token, ann)]).toEqual([200, 200]);
});
