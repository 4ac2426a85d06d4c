import { setTimeout as sleep } from 'node:timers/promises';
import { between, type Random } from '../random.ts';
import type { Corpus } from '../corpus.ts';

type Door = { origin: string; key: string; corpus: Corpus; articles: number };
/** What one customer said and heard; `heard` counts how often each version of a message came. */
export type Told = {
	id: string;
	token: string;
	said: Set<string>;
	heard: Map<string, number>;
	last: number | undefined;
};

const MESSAGES = 6;

/** Talks with the assistant: each message is sent until it is acknowledged, under one name. Listens all the while, over lost connections. */
export async function talker(door: Door, random: Random, stop: AbortSignal): Promise<Told[]> {
	const told: Told[] = [];
	while (!stop.aborted) {
		const one = await begin(door, stop);
		if (!one) break;
		told.push(one);
		const over = new AbortController();
		const listening = listen(door, one, over.signal);
		for (let n = 0; n < MESSAGES && !stop.aborted; n++) {
			await say(
				door,
				one,
				`${door.corpus.question(between(random, 0, door.articles - 1), 'en', n)} ${crypto.randomUUID()}`,
				stop,
			);
			await sleep(between(random, 50, 1_500));
		}
		over.abort();
		await listening;
	}
	return told;
}

async function begin(door: Door, stop: AbortSignal): Promise<Told | undefined> {
	const session = await until<{ token: string }>(door, stop, '/api/v1/sessions', door.key, {});
	if (!session) return undefined;
	const name = crypto.randomUUID();
	const opened = await until<{ id: string }>(door, stop, '/api/v1/conversations', session.token, {}, name);
	return opened && { id: opened.id, token: session.token, said: new Set(), heard: new Map(), last: undefined };
}

async function say(door: Door, { id, token, said }: Told, text: string, stop: AbortSignal): Promise<void> {
	const body = { text, client_id: crypto.randomUUID() };
	if (await until(door, stop, `/api/v1/conversations/${id}/messages`, token, body)) said.add(text);
}

/** Sends the same again until it is acknowledged; nothing when the soak ends before. */
async function until<T>(
	{ origin }: Door,
	stop: AbortSignal,
	path: string,
	token: string,
	body: object,
	once?: string,
): Promise<T | undefined> {
	while (!stop.aborted) {
		try {
			const response = await fetch(origin + path, {
				method: 'POST',
				signal: AbortSignal.timeout(20_000),
				headers: {
					authorization: `Bearer ${token}`,
					'content-type': 'application/json',
					...(once && { 'idempotency-key': once }),
				},
				body: JSON.stringify(body),
			});
			if (response.ok) return (await response.json()) as T;
			if (response.status < 500 && ![409, 429].includes(response.status))
				throw new Error(`${path}: ${response.status} ${await response.text()}`);
		} catch (error) {
			if (/: 4\d\d /.test((error as Error).message)) throw error;
		}
		await sleep(100);
	}
	return undefined;
}

/** Goes on where it ended, until told to stop. */
export async function listen({ origin }: Door, told: Told, stop: AbortSignal): Promise<void> {
	while (!stop.aborted) {
		const line = AbortSignal.any([stop, AbortSignal.timeout(60_000)]);
		await hear(`${origin}/api/v1/conversations/${told.id}/stream`, told, line).catch(() => {});
		if (!stop.aborted) await sleep(50);
	}
}

async function hear(url: string, told: Told, signal: AbortSignal): Promise<void> {
	const last = { 'last-event-id': String(told.last ?? 0) };
	const { body, ok } = await fetch(url, { signal, headers: { authorization: `Bearer ${told.token}`, ...last } });
	if (!body || !ok) return;
	let rest = '';
	for await (const text of body.pipeThrough(new TextDecoderStream())) {
		const blocks = (rest + text).split('\n\n');
		rest = blocks.pop() ?? '';
		for (const block of blocks) take(told, block);
	}
}

/** What came before the end of a version was told is told again: it counts once its version is complete. */
const pending = new WeakMap<Told, string[]>();

function take(told: Told, block: string): void {
	const data = /^data: (.*)$/m.exec(block)?.[1];
	const waiting = pending.get(told) ?? [];
	if (data && block.includes('event: message')) {
		const { id, version } = JSON.parse(data) as { id: string; version: number };
		pending.set(told, [...waiting, `${id} ${version}`]);
	}
	const version = /^id: (\d+)$/m.exec(block)?.[1];
	if (version === undefined) return;
	for (const name of waiting) told.heard.set(name, (told.heard.get(name) ?? 0) + 1);
	pending.delete(told);
	told.last = Number(version);
}
