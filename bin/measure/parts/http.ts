import type { Context } from '../context.ts';
import { load, type LoadResult, wire } from '../load.ts';
import { startPlain } from '../plain.ts';
import { between, pick, seeded } from '../random.ts';
import { LANGS } from '../words.ts';

const CLIENTS = 16;
/** More than a server keeps answers of: each is new to it, however long the load lasts. */
const QUESTIONS = 20_000;
const P99 = 100;

type Target = { what: string; port: number; requests: string[]; atLeast?: number };

/** Pages, search and ask against a plain Node server, all under the same load in the same minutes. */
export async function http({ report, big, corpus, articles, quick }: Context): Promise<void> {
	const server = await big.start();
	const plain = await startPlain();
	try {
		await server.ready();
		// What the assistant learns from a base of this size takes a while; customers ask afterwards.
		await server.call('POST', '/api/v1/ask', { question: corpus.question(1, 'en', 1) });
		const questions = questionsOver(corpus, articles);
		const searches = questions.map(({ question, lang }) =>
			wire({ path: `/api/v1/search?lang=${lang}&q=${encodeURIComponent(question)}`, key: server.key }),
		);
		const asks = questions.map((body) => wire({ path: '/api/v1/ask', key: server.key, body }));
		const page = '/en/articles/made-0';
		await (await fetch(server.origin + page)).text();
		const targets: Target[] = [
			{ what: 'plain node:http, 10 kB', port: plain.port, requests: [wire({ path: '/' })] },
			{ what: 'cached article page', port: server.port, requests: [wire({ path: page })], atLeast: 0.6 },
			{ what: 'search', port: server.port, requests: searches, atLeast: 0.1 },
			{ what: 'search for what many ask', port: server.port, requests: asOften(searches) },
			{ what: 'ask', port: server.port, requests: asks, atLeast: 0.06 },
			{ what: 'ask what many ask', port: server.port, requests: asOften(asks) },
		];
		report.part(
			'http',
			`${CLIENTS} clients, ${articles * LANGS.length} translations, ${QUESTIONS} different questions`,
		);
		await compare(report, targets, quick ? { rounds: 1, seconds: 2 } : { rounds: 3, seconds: 4 });
	} finally {
		plain.stop();
		await server.stop();
	}
}

function questionsOver(corpus: Context['corpus'], articles: number) {
	const random = seeded(16);
	return Array.from({ length: QUESTIONS }, (_, i) => {
		const lang = pick(random, LANGS);
		return { lang, question: corpus.question(between(random, 0, articles - 1), lang, i) };
	});
}

/** As customers ask: the second question half as often as the first, the third a third as often (Zipf). */
function asOften(requests: string[]): string[] {
	const random = seeded(17);
	return Array.from({ length: requests.length }, () => requests[Math.floor(requests.length ** random()) - 1] ?? '');
}

/** In rounds, so that a busy moment of the machine meets all of them; each ratio is taken within its round, and the middle one counts. */
async function compare(
	report: Context['report'],
	targets: Target[],
	{ rounds, seconds }: { rounds: number; seconds: number },
) {
	const results: LoadResult[][] = [];
	for (let round = 0; round < rounds; round++) {
		const row: LoadResult[] = [];
		for (const { port, requests } of targets) row.push(await load({ port, requests, clients: CLIENTS, seconds }));
		results.push(row);
	}
	for (const [i, { what, atLeast }] of targets.entries()) {
		const own = results.map((row) => row[i] as LoadResult);
		refuseErrors(what, own);
		report.figure({ what: `${what}: requests a second`, value: Math.round(median(own.map((one) => one.perSecond))) });
		const ratios = results.map((row) => (row[i]?.perSecond ?? NaN) / (row[0]?.perSecond ?? NaN));
		report.figure({ what: `${what} ÷ plain`, value: median(ratios), ...(atLeast && { bar: { atLeast } }) });
		report.figure({ what: `${what}: p50`, value: median(own.map((one) => one.p50)), unit: 'ms' });
		report.figure({
			what: `${what}: p99`,
			value: median(own.map((one) => one.p99)),
			unit: 'ms',
			...(atLeast && { bar: { atMost: P99 } }),
		});
	}
}

/** A fast refusal is no speed. */
function refuseErrors(what: string, results: LoadResult[]): void {
	for (const { statuses, failed } of results)
		if (failed > 0 || Object.keys(statuses).some((status) => status !== '200'))
			throw new Error(`${what}: not every request was answered with 200: ${JSON.stringify({ statuses, failed })}`);
}

const median = (values: number[]) => values.toSorted((a, b) => a - b)[values.length >> 1] ?? NaN;
