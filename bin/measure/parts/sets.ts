import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Context } from '../context.ts';
import { type Metrics, metricsOf, type Outcome } from '../metrics.ts';
import { newFolder, removeFolder, type Running, startServer } from '../server.ts';

type Doc = { id: string; lang: string; title?: string; text: string; examples?: string[] };
type Query = { q: string; lang: string; relevant: string[] };
type QuestionSet = { name: string; docs: Doc[]; queries: Query[]; mixed: boolean };

/** What the public sets shall reach at least: hit@1 over search or ask, and on the sets that ask what nothing answers, knowing it. */
const BARS: Record<string, { search?: number; ask?: number; auroc?: number; rightAt5?: number }> = {
	'xquad-en': { search: 0.935 },
	'xquad-zh': { search: 0.935 },
	'xquad-vi': { search: 0.92 },
	'xquad-th': { search: 0.94 },
	'xquad-mix': { search: 0.925 },
	'xquad-vi-plain': { search: 0.85 },
	stackfaq: { search: 0.75 },
	'stackfaq-typo': { search: 0.7 },
	'banking77-k10': { ask: 0.76 },
	'clinc150-k10': { ask: 0.82, auroc: 0.93, rightAt5: 0.65 },
};
const MOST_MISCALIBRATED = 0.06;
const BIN_WITHIN = 0.1;
const BIN_COUNTS_FROM = 50;
/** Enough to keep the server busy while the answers are read, few enough to wait for none. */
const AT_ONCE = 4;

/**
 * Asks public question sets through the API of a server of their own, one set in it at a time. A set is a folder with `docs.jsonl`
 * and `queries.jsonl`; an empty `relevant` means that nothing in the set answers the question.
 */
export async function questionSets({ report, sets, only, quick }: Context): Promise<void> {
	if (!sets || !existsSync(sets)) {
		report.part('sets');
		return report.note(
			sets ? `Left out: there is no folder ${sets}.` : 'Left out: name the folder of the sets with --sets PATH.',
		);
	}
	const folder = existsSync(path.join(sets, 'data')) ? path.join(sets, 'data') : sets;
	const names = readdirSync(folder).filter((name) => existsSync(path.join(folder, name, 'docs.jsonl')));
	report.part('sets', 'hit@1 and calibration of public question sets');
	const dataDir = await newFolder();
	const server = await startServer({ dataDir });
	try {
		await server.ready();
		for (const name of names.filter((each) => !only || only.includes(each))) {
			const set = readSet(folder, name);
			if (quick) set.queries = set.queries.filter((_, i) => i % 5 === 0);
			await publish(server, set, 'published');
			await untilSearchable(server, set);
			for (const way of ['search', 'ask'] as const)
				show({ report }, set, way, metricsOf(await askAll(server, set, way)));
			await publish(server, set, 'archived');
		}
	} finally {
		await server.stop();
		await removeFolder(dataDir);
	}
}

function readSet(folder: string, name: string): QuestionSet {
	const lines = <T>(file: string) =>
		readFileSync(path.join(folder, name, file), 'utf8')
			.split('\n')
			.filter(Boolean)
			.map((line) => JSON.parse(line) as T);
	const docs = lines<Doc>('docs.jsonl');
	return { name, docs, queries: lines<Query>('queries.jsonl'), mixed: new Set(docs.map(({ lang }) => lang)).size > 1 };
}

const LONGEST_TITLE = 60;

/** A document is an article: its text, and the example questions people ask it by. */
async function publish(server: Running, { name, docs }: QuestionSet, status: string): Promise<void> {
	const lines = docs.map(({ id, lang, title, text, examples = [] }) =>
		JSON.stringify({
			external_id: `${name}/${id}`,
			lang,
			title: title || text.slice(0, LONGEST_TITLE).replaceAll(/\s+/g, ' '),
			body: text || title,
			questions: examples,
			status,
		}),
	);
	type Report = { failed: unknown[] };
	const { failed } = await server.call<Report>(
		'POST',
		'/api/v1/articles/import',
		lines.join('\n'),
		'application/x-ndjson',
	);
	if (failed.length > 0) throw new Error(`${name}: ${failed.length} documents failed: ${JSON.stringify(failed[0])}`);
}

async function untilSearchable(server: Running, { name, docs }: QuestionSet): Promise<void> {
	const last = docs.at(-1);
	const words = (last?.examples?.[0] ?? last?.text ?? '').slice(0, 150);
	for (let tries = 0; tries < 600; tries++) {
		const found = await ranking(server, 'search', { q: words, lang: last?.lang ?? 'en', relevant: [] }, false);
		if (found.ids.includes(`${name}/${last?.id}`)) return;
		await sleep(100);
	}
	throw new Error(`${name}: the last document does not become searchable.`);
}

async function askAll(server: Running, set: QuestionSet, way: Way): Promise<Outcome[]> {
	const outcomes: Outcome[] = [];
	let next = 0;
	const asker = async () => {
		for (let query = set.queries[next++]; query; query = set.queries[next++]) {
			const { ids, confidence } = await ranking(server, way, query, set.mixed);
			const relevant = new Set(query.relevant.map((id) => `${set.name}/${id}`));
			const is = (id: string) => relevant.has(id);
			const answerable = relevant.size > 0;
			outcomes.push({
				answerable,
				right: ids.slice(0, 1).some(is),
				rightAmongFive: ids.slice(0, 5).some(is),
				confidence,
			});
		}
	};
	await Promise.all(Array.from({ length: AT_ONCE }, asker));
	return outcomes;
}

type Way = 'search' | 'ask';

/** In a set of several languages the server has to tell the language by itself. */
async function ranking(
	server: Running,
	way: Way,
	{ q, lang }: Query,
	mixed: boolean,
): Promise<{ ids: string[]; confidence: number }> {
	type Item = { external_id: string; score: number };
	if (way === 'ask') {
		const body = { question: q, ...(!mixed && { lang }) };
		const reply = await server.call<{ candidates: Item[]; confidence: number }>('POST', '/api/v1/ask', body);
		return { ids: reply.candidates.map((one) => one.external_id), confidence: reply.confidence };
	}
	const asked = new URLSearchParams({ q, limit: '10', ...(!mixed && { lang }) });
	const { results } = await server.call<{ results: Item[] }>('GET', `/api/v1/search?${asked}`);
	return { ids: results.map((one) => one.external_id), confidence: results[0]?.score ?? 0 };
}

function show({ report }: Pick<Context, 'report'>, { name }: QuestionSet, way: Way, metrics: Metrics): void {
	const bars = BARS[name] ?? {};
	const at = (limit: number | undefined) => (limit === undefined ? {} : { bar: { atLeast: limit } });
	const what = `${name}, ${way}`;
	report.figure({ what: `${what}: hit@1 of ${metrics.count}`, value: metrics.hit1, ...at(bars[way]) });
	if (way === 'search') return;
	const isRouting = bars.ask !== undefined;
	if (!Number.isNaN(metrics.auroc)) report.figure({ what: `${what}: AUROC`, value: metrics.auroc, ...at(bars.auroc) });
	if (!Number.isNaN(metrics.rightAt5))
		report.figure({ what: `${what}: right at 5 % false answers`, value: metrics.rightAt5, ...at(bars.rightAt5) });
	const ece = isRouting ? { bar: { atMost: MOST_MISCALIBRATED } } : {};
	report.figure({ what: `${what}: calibration error`, value: metrics.ece, ...ece });
	for (const bin of metrics.bins) {
		if (bin.count === 0) continue;
		const counts = isRouting && bin.count >= BIN_COUNTS_FROM;
		report.figure({
			what: `  sure ${bin.from.toFixed(1)} to ${(bin.from + 0.2).toFixed(1)} (${bin.count}): said ${bin.said.toFixed(3)}, right ${bin.right.toFixed(3)}`,
			value: Math.abs(bin.said - bin.right),
			...(counts && { bar: { atMost: BIN_WITHIN } }),
		});
	}
}
