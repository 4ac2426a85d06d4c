import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { openGate } from '../../../tests/faults/gate.ts';
import { type TestServer, testServer } from '../../../tests/support/server.ts';
import { storage } from '../../../tests/support/tabs.ts';
import { until } from '../../../tests/support/until.ts';
import type { Store } from './outbox.ts';
import { openTalk } from './talk.ts';
import { NOTHING_SAID, type TalkState } from './talk-state.ts';
import { openWire, type Wire } from './wire.ts';

let one: TestServer;
let gate: Awaited<ReturnType<typeof openGate>>;
let opened: { stop(): void }[] = [];

beforeAll(async () => {
	one = await testServer();
	gate = await openGate(`${one.origin}/`);
});
afterEach(() => {
	gate.open();
	for (const talk of opened) talk.stop();
	opened = [];
});
afterAll(async () => {
	await gate?.close();
	await one?.stop();
});

type Visitor = { token: string; store: Store };
const session = async () => (await one.call('POST', '/api/v1/sessions', { body: {}, as: null })).body.token as string;
const visitor = async (): Promise<Visitor> => ({ token: await session(), store: storage() });

/** The chat in one tab, behind a network that can be lost. */
function openTab(who: Visitor, change: (wire: Wire) => Wire = (wire) => wire) {
	const real = openWire({
		origin: gate.url.slice(0, -1),
		token: () => who.token,
		isKnown: true,
		begin: async () => void (who.token = await session()),
	});
	const tab = { state: NOTHING_SAID as TalkState };
	const talk = openTalk({
		wire: change(real),
		store: who.store,
		lang: 'en',
		isLooking: () => true,
		onState: (state) => void (tab.state = state),
	});
	opened.push(talk);
	const own = () => tab.state.messages.filter(({ author }) => author === 'customer').map(({ text }) => text);
	return { talk, own, state: () => tab.state };
}

const saidIn = async (id: string | null) => {
	const { body } = await one.call('GET', `/api/v1/conversations/${id}`);
	return (body.messages as { author: string; text: string }[])
		.filter(({ author }) => author === 'customer')
		.map(({ text }) => text);
};
const answer = (id: string | null, text: string) =>
	one.call('POST', `/api/v1/conversations/${id}/messages`, { body: { text } });

test('the first word begins a conversation, and the assistant answers', async () => {
	const tab = openTab(await visitor());
	tab.talk.say('Do penguins dream of bicycles?');
	expect(tab.state().pending).toMatchObject([{ text: 'Do penguins dream of bicycles?' }]);
	await until(() => tab.state().messages.some(({ author }) => author === 'assistant'));
	expect(tab.own()).toEqual(['Do penguins dream of bicycles?']);
	expect(tab.state().pending).toEqual([]);
	const { body } = await one.call('GET', `/api/v1/conversations/${tab.state().id}`);
	expect(body.seen.time_zone).toBe(Intl.DateTimeFormat().resolvedOptions().timeZone);
});

test('what is written without a network arrives once and in order when it is back', async () => {
	const who = await visitor();
	const tab = openTab(who);
	tab.talk.say('One');
	await until(() => tab.own().length === 1 && tab.state().pending.length === 0);
	gate.cut();
	tab.talk.say('Two');
	tab.talk.say('Three');
	await until(() => !tab.state().isOnline);
	expect(tab.state().pending.map(({ text }) => text)).toEqual(['Two', 'Three']);
	tab.talk.stop();
	gate.open();

	// The page was closed meanwhile; whoever opens it again need not do anything.
	const { body } = await one.call('GET', `/api/v1/conversations/${tab.state().id}`);
	const again = openTabAt(who, body);
	await until(() => again.state().pending.length === 0 && again.own().length === 3);
	expect(await saidIn(tab.state().id)).toEqual(['One', 'Two', 'Three']);
});

function openTabAt(who: Visitor, start: Parameters<typeof openTalk>[0]['start']) {
	const tab = { state: NOTHING_SAID as TalkState };
	const wire = openWire({
		origin: gate.url.slice(0, -1),
		token: () => who.token,
		isKnown: true,
		begin: async () => {},
	});
	const onState = (state: TalkState) => void (tab.state = state);
	const talk = openTalk({ wire, store: who.store, lang: 'en', start, isLooking: () => false, onState });
	opened.push(talk);
	const own = () => tab.state.messages.filter(({ author }) => author === 'customer').map(({ text }) => text);
	return { talk, own, state: () => tab.state };
}

test('an answer that is lost on its way doubles nothing, neither the conversation nor the word', async () => {
	const who = await visitor();
	const lost = new Set(['POST /conversations', 'POST messages']);
	const tab = openTab(who, (wire) => ({
		...wire,
		call: async (method, path, options) => {
			const reply = await wire.call(method, path, options);
			const name = `${method} ${path.endsWith('/messages') ? 'messages' : path}`;
			if (lost.delete(name)) throw { status: 0, code: 'offline', wait: 0 };
			return reply as never;
		},
	}));
	tab.talk.say('Only once');
	await until(() => lost.size === 0 && tab.state().pending.length === 0);
	expect(tab.own()).toEqual(['Only once']);
	expect(await saidIn(tab.state().id)).toEqual(['Only once']);
	const mine = await one.call('GET', '/api/v1/conversations', { as: who.token });
	expect(mine.body.items).toHaveLength(1);
});

test('what was said while the stream was cut is heard afterwards, once', async () => {
	const tab = openTab(await visitor());
	tab.talk.say('Hello');
	await until(() => tab.state().messages.length >= 2);
	gate.cut();
	await until(() => !tab.state().isOnline);
	await answer(tab.state().id, 'Here I am');
	gate.open();
	await until(() => tab.state().messages.some(({ text }) => text === 'Here I am'));
	expect(tab.state().isOnline).toBe(true);
	expect(tab.state().messages.filter(({ text }) => text === 'Here I am')).toHaveLength(1);
	const ids = tab.state().messages.map(({ id }) => id);
	expect(ids).toEqual(ids.toSorted());
});

test('two tabs share one stream, and when the first closes the other goes on', async () => {
	const who = await visitor();
	const first = openTab(who);
	first.talk.say('From the first');
	await until(() => first.state().messages.length >= 2);
	let streams = 0;
	const counted = (wire: Wire): Wire => ({ ...wire, stream: (...args) => (streams++, wire.stream(...args)) });
	const { body } = await one.call('GET', `/api/v1/conversations/${first.state().id}`);
	const second = await openSecond(who, body, counted);
	await answer(first.state().id, 'For both');
	await until(() => [first, second].every(({ state }) => state().messages.some(({ text }) => text === 'For both')));
	expect(streams).toBe(0);
	first.talk.stop();
	await answer(second.state().id, 'For the one left');
	await until(() => second.state().messages.some(({ text }) => text === 'For the one left'));
	expect(streams).toBe(1);
});

async function openSecond(who: Visitor, start: Parameters<typeof openTalk>[0]['start'], change: (wire: Wire) => Wire) {
	const tab = { state: NOTHING_SAID as TalkState };
	const wire = change(openWire({ origin: one.origin, token: () => who.token, isKnown: true, begin: async () => {} }));
	const talk = openTalk({
		wire,
		store: who.store,
		lang: 'en',
		start,
		isLooking: () => false,
		onState: (state) => void (tab.state = state),
	});
	opened.push(talk);
	return { talk, state: () => tab.state };
}

test('a session that has ended begins anew without losing a word', async () => {
	const who = await visitor();
	const tab = openTab(who);
	tab.talk.say('Before');
	await until(() => tab.state().pending.length === 0 && tab.own().length === 1);
	const before = tab.state().id;
	who.token = 'ct_gone';
	tab.talk.say('After');
	await until(() => tab.state().pending.length === 0 && tab.own().includes('After'));
	expect(tab.state()).toMatchObject({ isAnew: true });
	expect(tab.state().id).not.toBe(before);
	expect(await saidIn(tab.state().id)).toEqual(['After']);
});

test('a word that is refused waits for whoever wrote it', async () => {
	const tab = openTab(await visitor());
	tab.talk.say('x'.repeat(10_001));
	await until(() => tab.state().pending.some(({ failed }) => failed));
	tab.talk.say('Short');
	await until(() => tab.own().includes('Short'));
	expect(tab.state().pending).toMatchObject([{ failed: 'invalid_input' }]);
	tab.talk.drop(tab.state().pending[0]?.client_id ?? '');
	expect(tab.state().pending).toEqual([]);
});

test('asking for a person tells what is passed on, which can be changed', async () => {
	const tab = openTab(await visitor());
	await tab.talk.person();
	expect(tab.state()).toMatchObject({ holder: 'team', handoff: { state: 'waiting' } });
	await tab.talk.changePacket({ goal: 'A visit on Friday', note: 'After noon' });
	await tab.talk.giveEmail('Mai@example.com');
	await expect(tab.talk.giveEmail('nonsense')).rejects.toMatchObject({ status: 422 });
	const { body } = await one.call('GET', `/api/v1/conversations/${tab.state().id}`);
	expect(body.packet).toMatchObject({ goal: 'A visit on Friday', note: 'After noon' });
	expect(body.identities).toMatchObject([{ kind: 'email', value: 'mai@example.com' }]);
});
