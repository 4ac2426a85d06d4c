import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDepot } from '../../../../tests/support/field.ts';
import { type TestServer, testServer } from '../../../../tests/support/server.ts';
import { until } from '../../../../tests/support/until.ts';

const OVERLOAD = { title: 'E-10: motor overload' };
const OVERLOAD_TEXT = {
	...OVERLOAD,
	body: 'E-10 means that the motor took too much current. Let it cool for ten minutes.',
};
const OTHER = { title: 'E-101: network', body: 'E-101 means that the cable is loose.' };

let one: TestServer;
beforeAll(async () => {
	one = await testServer({ clock: () => new Date('2026-11-25T10:00:00Z') });
	await openDepot(one.app, { type: { code: 'repair', names: { en: 'Repair' } } });
	for (const [id, article] of Object.entries({ overload: OVERLOAD_TEXT, other: OTHER }))
		await one.call('PUT', `/api/v1/articles/by-external-id/${id}`, { body: { lang: 'en', ...article } });
	await one.app.refresher.check();
	const machine = { serial_number: 'KA11-2617-0483', model: 'KA 11', kind: 'compressor' };
	await one.call('POST', '/api/v1/assets', { body: machine });
});
afterAll(() => one.stop());

const arrive = async () => (await one.call('POST', '/api/v1/sessions', { body: {}, as: null })).body.token as string;
const post = async (as: string, path: string, body: object = {}) => one.call('POST', `/api/v1${path}`, { body, as });
const told = (turn: { told: { text: string }[] }) => turn.told.map(({ text }) => text).join('\n');

async function reporting(answers: object) {
	const as = await arrive();
	const { body: turn } = await post(as, '/journeys', { service: 'report-fault', answers });
	const submit = async (more: object) => (await post(as, `/journeys/${turn.id}/submit`, { answers: more })).body;
	const conversations = async () => (await one.call('GET', '/api/v1/conversations', { as })).body.items;
	return { as, turn, submit, conversations };
}

const FAULT = { danger: false, runs: 'stopped' };
const REST = { serial: 'KA11-2617-0483', what: 'It hums and stops', help: 'visit', phone: '+84912345678' };

test('what an article says of the code is told with its source, and where that helps nobody is troubled', async () => {
	const { turn, submit, conversations } = await reporting({ ...FAULT, code: 'e10' });
	expect(turn.ask.name).toBe('solved');
	expect(told(turn)).toContain('Let it cool for ten minutes.');
	expect(turn.told).toContainEqual({
		kind: 'link',
		url: expect.stringContaining('/en/articles/'),
		text: OVERLOAD.title,
	});
	const done = await submit({ solved: true });
	expect(done).toMatchObject({ state: 'done', result: { text: expect.stringContaining('runs again') } });
	expect(await conversations()).toEqual([]);
});

test('a code that no article has gets no advice for another one', async () => {
	const { turn } = await reporting({ ...FAULT, code: 'E-11' });
	expect([turn.ask.name, turn.told]).toEqual(['serial', []]);
});

test('where it does not help a person gets it within thirty minutes, with all that was answered, and a visit can follow', async () => {
	const { as, submit, conversations } = await reporting({ ...FAULT, code: 'E-10', solved: false });
	const { state, result } = await submit(REST);
	expect(state).toBe('done');
	expect(result).toMatchObject({
		text: expect.stringContaining('10:30'),
		about: { type: 'conversation' },
		next: { service: 'book-visit', answers: { types: ['repair'], phone: '+84912345678' } },
	});
	expect(await conversations()).toMatchObject([{ id: result.about.id }]);
	const { body } = await one.call('GET', `/api/v1/conversations/${result.about.id}`);
	expect(body.promises).toMatchObject([{ kind: 'first_response', due_at: '2026-11-25T10:30:00.000Z' }]);
	expect(body.packet).toMatchObject({ goal: 'It hums and stops', stopped_by: 'not_solved', articles: [OVERLOAD] });
	const given = body.packet.answers.map(({ value }: { value: string }) => value);
	expect(given).toEqual(expect.arrayContaining(['KA11-2617-0483', 'E-10', 'It hums and stops', '+84 912 345 678']));
	const inbox = (await one.call('GET', '/api/v1/inbox')).body.items;
	expect(inbox.map(({ id }: { id: string }) => id)).toContain(result.about.id);
	const visit = await post(as, '/journeys', { service: 'book-visit', answers: result.next.answers });
	expect(visit.body.ask.name).toBe('place');
});

test('whoever is in danger is told to switch off, and is asked for nothing that could wait', async () => {
	const { turn, submit } = await reporting({ danger: true });
	expect(told(turn)).toContain('main switch');
	const { state } = await submit({
		runs: 'running',
		code: 'E-10',
		serial: null,
		plate: null,
		what: 'Smoke',
		phone: REST.phone,
	});
	expect(state).toBe('done');
});

test('a number that we do not know is said to be unknown, and stops nobody', async () => {
	const { turn, submit } = await reporting({ ...FAULT, code: null, serial: 'ZZ99-0000-0001' });
	expect(told(turn)).toContain('do not know this number');
	expect((await submit({ ...REST, serial: 'ZZ99-0000-0001', help: 'remote' })).result.next).toBeUndefined();
	const { turn: known } = await reporting({ ...FAULT, code: null, serial: 'ka11-2617-0483' });
	expect(told(known)).toBe('Thank you, we know this machine.');
});

test('in a chat it is this conversation that a person goes on with', async () => {
	const as = await arrive();
	const { body: opened } = await post(as, '/conversations', {
		text: 'my compressor stopped, send someone',
		lang: 'en',
		channel: 'web',
	});
	const messages = async () => (await one.call('GET', `/api/v1/conversations/${opened.id}`, { as })).body.messages;
	const last = async () => (await messages()).at(-1);
	const answered = () =>
		until(async () => (await last()).author === 'assistant' && one.app.attendant?.settled().then(() => true));
	await answered();
	for (const text of ['no', 'It has stopped', 'skip', 'skip', 'skip', 'It hums', '2', '+84912345678', 'confirm']) {
		await post(as, `/conversations/${opened.id}/messages`, { text });
		await answered();
	}
	expect(await last()).toMatchObject({ journey: { state: 'done', result: { about: { id: opened.id } } } });
	const { body } = await one.call('GET', `/api/v1/conversations/${opened.id}`);
	expect(body).toMatchObject({ holder: 'team', promises: [{ kind: 'first_response' }], packet: { goal: 'It hums' } });
	expect((await messages()).map(({ notice }: { notice?: { code: string } }) => notice?.code)).toContain('handed_over');
});
