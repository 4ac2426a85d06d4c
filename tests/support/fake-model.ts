import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What the model says to a request, a piece at a time; `passages` are the texts it was given, by their number. */
export type Manner = (asked: Asked, response: ServerResponse) => Promise<void> | void;
export type Asked = { passages: Map<string, string>; question: string; body: ChatBody };
type ChatBody = { model: string; messages: { role: string; content: unknown }[]; stream?: boolean };

export type FakeModel = {
	/** What `AI_BASE_URL` is set to. */
	url: string;
	/** Chat requests that arrived, oldest first. */
	asked: Asked[];
	/** Texts of each request for vectors. */
	embedded: string[][];
	/** Keys that requests carried. */
	keys: (string | undefined)[];
	close(): Promise<void>;
};

/** A server on a free port that speaks the OpenAI protocol: streamed chat completions in the given manner, and vectors by words. */
export async function startFakeModel(manner: Manner, embed: Embed = vectorOf): Promise<FakeModel> {
	const asked: Asked[] = [];
	const embedded: string[][] = [];
	const keys: (string | undefined)[] = [];
	const server = createServer((request, response) => {
		keys.push(request.headers.authorization);
		void route(request, response).catch((error: Error) => response.destroy(error));
	});
	const route = async (request: IncomingMessage, response: ServerResponse) => {
		const body = JSON.parse(await textOf(request)) as ChatBody & { input?: string | string[] };
		if (request.url?.endsWith('/embeddings')) {
			const texts = [body.input ?? []].flat();
			embedded.push(texts);
			return answerEmbeddings(response, texts, embed);
		}
		const seen = read(body);
		asked.push(seen);
		await manner(seen, response);
	};
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
		asked,
		embedded,
		keys,
		close: () =>
			new Promise<void>((resolve) => {
				server.close(() => resolve());
				server.closeAllConnections();
			}),
	};
}

/** Says these lines, in pieces that end anywhere. */
export const says =
	(lines: (asked: Asked) => string[]): Manner =>
	(asked, response) => {
		begin(response);
		for (const piece of lines(asked)
			.join('\n')
			.match(/[\s\S]{1,7}/g) ?? [])
			send(response, piece);
		end(response);
	};

/** Quotes every sentence of the first passage and says it again. */
export const honest: Manner = says(({ passages }) =>
	sentencesOf(passages.get('1') ?? '').map((text) => `[1] "${text}" => ${text}`),
);

/** Real quotes, and sentences that they do not bear out; then a true one. */
export const liar: Manner = says(({ passages }) => {
	const all = sentencesOf(passages.get('1') ?? '');
	const quote = all.find((text) => /\d/.test(text)) ?? all[0] ?? '';
	return [
		`[1] "${quote}" => ${quote.replace(/\d+/g, (number) => String(Number(number) + 3))}`,
		`[1] "${quote}" => We guarantee a full refund within one day.`,
		`[1] "${quote}" => It is not true that ${quote}`,
		`[1] "words that stand nowhere in it" => ${quote}`,
		`[1] "${quote}" => ${quote}`,
	];
});

/** Takes the question and never answers. */
export const silent: Manner = () => {};

/** Says one true sentence and stops in the middle of the next. */
export const stopsHalfWay: Manner = ({ passages }, response) => {
	const [first = '', second = ''] = sentencesOf(passages.get('1') ?? '');
	begin(response);
	send(response, `[1] "${first}" => ${first}\n[1] "${second.slice(0, 10)}`);
};

/** Hangs up in the middle. */
export const hangsUp: Manner = (asked, response) => {
	stopsHalfWay(asked, response);
	setTimeout(() => response.destroy(), 20);
};

/** A proxy's error page with status 200. */
export const html: Manner = (_, response) => {
	response.writeHead(200, { 'content-type': 'text/html' });
	response.end('<html><body><h1>502 Bad Gateway</h1></body></html>');
};

/** An event stream whose data is no JSON. */
export const brokenStream: Manner = (_, response) => {
	begin(response);
	response.end('data: {"choices":[{"delta":{"content":"[1] \n\ndata: }}}}\n\ndata: [DONE]\n\n');
};

/** Talks about something else. */
export const rambles: Manner = says(() => ['Sure! Here is a poem about compressors.', '', 'Roses are red,', '[9] =>']);

export const fails: Manner = (_, response) => {
	response.writeHead(500, { 'content-type': 'application/json' });
	response.end(JSON.stringify({ error: { message: 'overloaded', type: 'server_error' } }));
};

/** A letter at a time, and never done. */
export const drips =
	(everyMs: number): Manner =>
	(_, response) => {
		begin(response);
		const timer = setInterval(() => send(response, 'a'), everyMs);
		response.once('close', () => clearInterval(timer));
	};

export const sentencesOf = (text: string) =>
	text.split(/(?<=[.!?。])\s+|\n|(?<=。)/).filter((each) => each.trim() !== '');

type Embed = (text: string) => number[];

/** Words that mean the same to the fake; each line is one meaning. */
const SYNONYMS = [
	['refund', 'refunds', 'refunded', 'reimbursement', 'reimbursed', 'money'],
	['compressor', 'machine', 'unit'],
	['broken', 'faulty', 'defective', 'damaged'],
	['noise', 'noisy', 'loud', 'racket', 'rattling'],
];
const DIMENSIONS = 256;

/** A vector of hashed words: the same words make the same vector, and so do words of one meaning. */
export function vectorOf(text: string): number[] {
	const vector = Array.from({ length: DIMENSIONS }, () => 0);
	for (const word of text.toLowerCase().match(/\p{L}+/gu) ?? []) {
		const meaning = SYNONYMS.findIndex((words) => words.includes(word));
		const at = meaning >= 0 ? meaning : SYNONYMS.length + (hash(word) % (DIMENSIONS - SYNONYMS.length));
		vector[at] = (vector[at] ?? 0) + (meaning >= 0 ? 3 : 0.2);
	}
	return vector;
}

const hash = (word: string) => [...word].reduce((sum, char) => (sum * 31 + (char.codePointAt(0) ?? 0)) >>> 0, 7);

function answerEmbeddings(response: ServerResponse, texts: string[], embed: Embed): void {
	const data = texts.map((text, index) => ({ object: 'embedding', index, embedding: embed(text) }));
	response.writeHead(200, { 'content-type': 'application/json' });
	response.end(JSON.stringify({ object: 'list', data, model: 'fake', usage: { prompt_tokens: 1, total_tokens: 1 } }));
}

function read(body: ChatBody): Asked {
	const text = body.messages.map(({ content }) => contentText(content)).join('\n');
	const [, given = '', question = ''] =
		/Passages:\n\n([\s\S]*)\n\nQuestion of the customer:\n([\s\S]*)$/.exec(text) ?? [];
	const passages = given.split(/\n\n(?=\[\d+\] )/).flatMap((passage): [string, string][] => {
		const [, id, words] = /^\[(\d+)\] [^\n]*\n([\s\S]*)$/.exec(passage) ?? [];
		return id && words ? [[id, words]] : [];
	});
	return { passages: new Map(passages), question, body };
}

const contentText = (content: unknown): string =>
	typeof content === 'string' ? content : (content as { text?: string }[]).map((part) => part.text ?? '').join('');

function begin(response: ServerResponse): void {
	response.writeHead(200, { 'content-type': 'text/event-stream' });
	chunk(response, { role: 'assistant', content: '' });
}

const send = (response: ServerResponse, content: string) => chunk(response, { content });

function end(response: ServerResponse): void {
	chunk(response, {}, 'stop');
	response.end('data: [DONE]\n\n');
}

function chunk(response: ServerResponse, delta: object, finish_reason: string | null = null): void {
	const data = {
		id: 'c1',
		object: 'chat.completion.chunk',
		created: 1,
		model: 'fake',
		choices: [{ index: 0, delta, finish_reason }],
	};
	response.write(`data: ${JSON.stringify(data)}\n\n`);
}

async function textOf(request: IncomingMessage): Promise<string> {
	const chunks: Buffer[] = [];
	for await (const piece of request) chunks.push(piece as Buffer);
	return Buffer.concat(chunks).toString();
}
