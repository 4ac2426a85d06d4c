import type { Context } from '../context.ts';
import { CLIENTS, compare, plainTarget, type Target } from '../compare.ts';
import { wire } from '../load.ts';
import { startPlain } from '../plain.ts';
import { between, pick, seeded } from '../random.ts';
import { LANGS } from '../words.ts';

/** More than a server keeps answers of: each is new to it, however long the load lasts. */
const QUESTIONS = 20_000;
const P99 = 100;

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
			plainTarget(plain.port),
			{ what: 'cached article page', port: server.port, requests: [wire({ path: page })], atLeast: 0.6, p99: P99 },
			{ what: 'search', port: server.port, requests: searches, atLeast: 0.1, p99: P99 },
			{ what: 'search for what many ask', port: server.port, requests: asOften(searches) },
			{ what: 'ask', port: server.port, requests: asks, atLeast: 0.06, p99: P99 },
			{ what: 'ask what many ask', port: server.port, requests: asOften(asks) },
		];
		report.part(
			'http',
			`${CLIENTS} clients, ${articles * LANGS.length} translations, ${QUESTIONS} different questions`,
		);
		await compare(report, targets, quick);
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
