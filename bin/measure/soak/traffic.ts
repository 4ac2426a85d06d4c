import { setTimeout as sleep } from 'node:timers/promises';
import type { Corpus } from '../corpus.ts';
import { between, pick, type Random, seeded } from '../random.ts';
import { LANGS } from '../words.ts';
import { count, type Ledger } from './ledger.ts';

type Traffic = {
	origin: string;
	key: string;
	ledger: Ledger;
	corpus: Corpus;
	/** Articles of the corpus that are there. */
	articles: number;
	stop: AbortSignal;
};

/** Nothing takes so long; what does, hangs. */
const LONGEST_MS = 30_000;

/** Everybody at once: readers, searchers, people who ask and rate, writers, imports, and people who write to the team. */
export async function runTraffic(traffic: Traffic): Promise<void> {
	const doers = [reads, reads, searches, searches, asks, asks, asks, customers, writes, imports, contacts];
	await Promise.all(doers.map((act, i) => repeat(traffic, act, i)));
}

type Act = (traffic: Traffic, random: Random, doer: number) => Promise<void>;

async function repeat(traffic: Traffic, act: Act, doer: number): Promise<void> {
	const random = seeded(doer + 1);
	while (!traffic.stop.aborted) {
		await act(traffic, random, doer);
		await sleep(between(random, 10, 60));
	}
}

async function reads(traffic: Traffic, random: Random): Promise<void> {
	const page = `/${pick(random, LANGS)}/articles/made-${between(random, 0, traffic.articles - 1)}`;
	// With a query the page is made anew.
	await send(traffic, 'page', { path: random() < 0.5 ? page : `${page}?seen=${random()}`, key: '' });
}

async function searches(traffic: Traffic, random: Random): Promise<void> {
	const { question, lang } = someQuestion(traffic, random);
	await send(traffic, 'search', { path: `/api/v1/search?lang=${lang}&q=${encodeURIComponent(question)}` });
}

async function asks(traffic: Traffic, random: Random): Promise<void> {
	await ask(traffic, random, traffic.key);
}

async function ask(traffic: Traffic, random: Random, key: string): Promise<string | undefined> {
	const body = someQuestion(traffic, random);
	const reply = await send<{ question_id: string }>(traffic, 'ask', { method: 'POST', path: '/api/v1/ask', body, key });
	if (reply) traffic.ledger.questions.set(reply.question_id, body.question);
	return reply?.question_id;
}

/** Asks as a customer and rates the answer, over and over until that is acknowledged. */
async function customers(traffic: Traffic, random: Random): Promise<void> {
	const session = await begin(traffic);
	if (!session) return;
	const question = await ask(traffic, random, session.token);
	if (!question) return;
	const solved = random() < 0.6;
	const request = { method: 'PUT', path: `/api/v1/questions/${question}/rating`, body: { solved }, key: session.token };
	if (await untilDone(traffic, 'rating', request)) traffic.ledger.ratings.set(question, solved);
}

/** Each writer has articles of its own, so that the order of their texts is known. */
async function writes(traffic: Traffic, random: Random, doer: number): Promise<void> {
	const external_id = `written-${doer}-${between(random, 0, 49)}`;
	const text = newText(traffic, external_id);
	const path = `/api/v1/articles/by-external-id/${external_id}`;
	if (await send(traffic, 'write', { method: 'PUT', path, body: text.body })) text.acknowledged();
}

async function imports(traffic: Traffic, random: Random, doer: number): Promise<void> {
	const from = between(random, 0, 9) * 20;
	const texts = Array.from({ length: 20 }, (_, i) => {
		const external_id = `imported-${doer}-${from + i}`;
		return { external_id, ...newText(traffic, external_id) };
	});
	const lines = texts.map(({ external_id, body }) => JSON.stringify({ external_id, ...body })).join('\n');
	const path = '/api/v1/articles/import';
	const report = await send<{ failed: unknown[] }>(traffic, 'import', { method: 'POST', path, lines });
	if (report?.failed.length === 0) for (const { acknowledged } of texts) acknowledged();
}

const begin = (traffic: Traffic) =>
	send<{ token: string }>(traffic, 'session', { method: 'POST', path: '/api/v1/sessions', body: {} });

async function contacts(traffic: Traffic, random: Random): Promise<void> {
	const session = await begin(traffic);
	if (!session) return;
	const text = `Please call me back about ${crypto.randomUUID()}`;
	const request = {
		method: 'POST',
		path: '/api/v1/conversations',
		body: { text, to: 'person' },
		key: session.token,
		once: text,
	};
	if (await untilDone(traffic, 'contact', request)) traffic.ledger.conversations.add(text);
	await sleep(between(random, 200, 800));
}

function newText({ ledger }: Traffic, external_id: string) {
	const word = `w${crypto.randomUUID().replaceAll('-', '')}`;
	const known = ledger.articles.get(external_id);
	known?.later.push(word);
	return {
		body: { lang: 'en', title: `About ${external_id}`, body: `The password of this text is ${word}.` },
		acknowledged: () => void ledger.articles.set(external_id, { word, later: [] }),
	};
}

function someQuestion({ corpus, articles }: Traffic, random: Random) {
	const lang = pick(random, LANGS);
	return { lang, question: corpus.question(between(random, 0, articles - 1), lang, between(random, 0, 1_000_000)) };
}

type Request = {
	method?: string;
	path: string;
	body?: object;
	/** NDJSON instead of a body. */
	lines?: string;
	/** Who asks; the staff key unless given, nobody when empty. */
	key?: string;
	/** Under one name only once, however often it is sent. */
	once?: string;
};

/** Sends the same again until it is acknowledged; false when the soak ends before. */
async function untilDone(traffic: Traffic, kind: string, request: Request): Promise<boolean> {
	while (!traffic.stop.aborted) {
		if (await send(traffic, kind, request)) return true;
		await sleep(100);
	}
	return false;
}

/** The answer's JSON (true for an empty one or a page) when it is a success, else undefined. */
async function send<T>(traffic: Traffic, kind: string, request: Request): Promise<T | undefined> {
	const { method = 'GET', path, body, lines, key = traffic.key, once } = request;
	try {
		const response = await fetch(traffic.origin + path, {
			method,
			redirect: 'manual',
			signal: AbortSignal.timeout(LONGEST_MS),
			headers: {
				...(key && { authorization: `Bearer ${key}` }),
				...(once && { 'idempotency-key': once }),
				...((body || lines) && { 'content-type': lines ? 'application/x-ndjson' : 'application/json' }),
			},
			...((body || lines) && { body: lines ?? JSON.stringify(body) }),
		});
		const text = await response.text();
		count(traffic.ledger, kind, response.status);
		if (!response.ok) return void (await sleep(50));
		return (response.headers.get('content-type')?.includes('json') && text ? JSON.parse(text) : true) as T;
	} catch (error) {
		count(traffic.ledger, (error as Error).name === 'TimeoutError' ? `${kind} hung` : kind, 'lost');
		return void (await sleep(50));
	}
}
