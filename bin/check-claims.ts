/**
 * Measures the check of a model's sentences: fits the threshold of each language on one half of the pairs and prints what is dropped and kept of
 * the other, which is about other articles. Of every passage of the article each run of one to three sentences is tried as the quote, so a false sentence counts as dropped only
 * if no quote whatever lets it pass. `--list` prints what goes wrong on the fitting half. Ends with 1 if a bar is missed or a threshold is not the
 * fitted one.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { support } from '#modules/assistant/check/check-sentence.ts';
import { unitsOf } from '#modules/assistant/check/evidence.ts';
import { THRESHOLDS } from '#modules/assistant/check/thresholds.ts';
import type { Passage } from '#modules/assistant/check/types.ts';
import { fromMarkdown } from '#modules/knowledge/body/from-markdown.ts';
import { passages as sections, passageText } from '#modules/knowledge/body/passages.ts';

type Pair = { lang: string; article: string; kind: string; text: string };
type Scored = Pair & { score: number; reason: string };

const ROOT = path.join(import.meta.dirname, '..');
const LANGUAGES = ['en', 'zh-Hans', 'vi', 'th'];
const DROPPED_BAR = 0.95;
const KEPT_BAR = 0.9;
/** Fitted a little stricter than the bar, since the other half is never quite like the first. */
const FIT_BAR = 0.97;
const CANDIDATES = Array.from({ length: 41 }, (_, i) => 0.5 + i / 80);
const TRUE = 'true';

const known = new Map<string, Passage[]>();
const verbose = process.argv.includes('--list');
const missed = LANGUAGES.flatMap(report);
for (const line of missed) console.log(line);
process.exitCode = missed.length > 0 ? 1 : 0;

function report(lang: string): string[] {
	const fitting = pairsIn(lang, `${lang}.yaml`);
	const held = pairsIn(lang, `${lang}.held.yaml`);
	const threshold = fit(fitting);
	if (verbose) list(fitting, threshold);
	const dropped = share(held.filter(isFalse), (pair) => pair.score < threshold);
	const kept = share(held.filter(isTrue), (pair) => pair.score >= threshold);
	console.log(
		`\n${lang}: threshold ${threshold}, false dropped ${percent(dropped)}, true kept ${percent(kept)} (held-out half)`,
	);
	for (const kind of new Set(held.map((pair) => pair.kind))) console.log(row(kind, held, fitting, threshold));
	return [
		...(dropped < DROPPED_BAR ? [`${lang}: fewer false sentences dropped than ${percent(DROPPED_BAR)}`] : []),
		...(kept < KEPT_BAR ? [`${lang}: fewer true sentences kept than ${percent(KEPT_BAR)}`] : []),
		...(threshold === THRESHOLDS[lang]
			? []
			: [`${lang}: thresholds.ts says ${THRESHOLDS[lang]}, fitted is ${threshold}`]),
	];
}

function row(kind: string, held: Scored[], fitting: Scored[], threshold: number): string {
	const right = (pair: Scored) => isTrue(pair) === pair.score >= threshold;
	const of = (pairs: Scored[]) => {
		const own = pairs.filter((pair) => pair.kind === kind);
		return `${String(own.filter(right).length).padStart(3)} of ${String(own.length).padStart(2)}`;
	};
	return `  ${(kind === TRUE ? 'true, kept' : `${kind}, dropped`).padEnd(22)} ${of(held)}   (fitting half ${of(fitting)})`;
}

/** Two files a language, over different articles: one to fit on, one held out. */
function pairsIn(lang: string, name: string): Scored[] {
	const file = path.join(ROOT, 'src/modules/assistant/check/pairs', name);
	const all = parse(readFileSync(file, 'utf8')) as Record<string, { true: string[]; false: Record<string, string>[] }>;
	const pairs = Object.entries(all).flatMap(([article, { true: good, false: bad }]) => [
		...good.map((text) => ({ lang, article, kind: TRUE, text })),
		...bad.flatMap((one) => Object.entries(one).map(([kind, text]) => ({ lang, article, kind, text }))),
	]);
	return pairs.map(scored);
}

function scored(pair: Pair): Scored {
	const passages = articlePassages(pair);
	const found = quotesOf(passages, pair.lang).map(({ quote, id }) =>
		support({ text: pair.text, quote, passage: id }, passages, pair.lang),
	);
	const score = Math.max(...found.map((one) => ('score' in one ? one.score : -1)));
	const reasons = found.flatMap((one) => ('reason' in one ? one.reason : []));
	const quote = found.find((one) => 'score' in one && one.score === score);
	const why = quote && 'quote' in quote ? `overlap ${score.toFixed(2)} with “${quote.quote}”` : mostOf(reasons);
	return { ...pair, score, reason: why };
}

function quotesOf(passages: Passage[], lang: string): { quote: string; id: string }[] {
	return passages.flatMap((passage) => {
		const units = unitsOf(passage, lang);
		return units.flatMap(({ start, end }, i) =>
			[0, 1, 2]
				.map((more) => units[i + more]?.end ?? end)
				.map((until) => ({ id: passage.id, quote: passage.text.slice(start, until) })),
		);
	});
}

function articlePassages({ article, lang }: Pair): Passage[] {
	const file = path.join(ROOT, 'db/seed/knowledge/articles', `${article}.${lang}.md`);
	const made = known.get(file) ?? readPassages(readFileSync(file, 'utf8'));
	known.set(file, made);
	return made;
}

function readPassages(text: string): Passage[] {
	const [, front = '', body = ''] = /^---\n(.*?)\n---\n(.*)$/s.exec(text) ?? [];
	const { title } = parse(front) as { title: string };
	return sections(fromMarkdown(body), title).map((section, i) => ({
		id: String(i + 1),
		path: [...section.path, section.heading],
		text: passageText(section),
	}));
}

/** Of the thresholds that drop enough of the false those that are right most often, and of these a mild one. */
function fit(pairs: Scored[]): number {
	const rated = CANDIDATES.map((threshold) => {
		const dropped = share(pairs.filter(isFalse), (pair) => pair.score < threshold);
		const kept = share(pairs.filter(isTrue), (pair) => pair.score >= threshold);
		return { threshold, right: dropped >= FIT_BAR ? dropped + kept : dropped };
	});
	const most = Math.max(...rated.map(({ right }) => right));
	const best = rated.filter(({ right }) => right === most);
	return best[Math.floor(best.length / 4)]?.threshold ?? 1;
}

function list(pairs: Scored[], threshold: number): void {
	for (const pair of pairs)
		if (isTrue(pair) !== pair.score >= threshold) console.log(`  ${pair.kind} | ${pair.reason} | ${pair.text}`);
}

function mostOf(reasons: string[]): string {
	const order = [
		'overlap',
		'negation',
		'condition',
		'modal',
		'word',
		'binding',
		'name',
		'comparison',
		'unit',
		'number',
		'quote',
	];
	return order.find((reason) => reasons.includes(reason)) ?? 'none';
}

function isTrue({ kind }: Pair): boolean {
	return kind === TRUE;
}

function isFalse(pair: Pair): boolean {
	return !isTrue(pair);
}

function share<T>(all: T[], test: (one: T) => boolean): number {
	return all.length ? all.filter(test).length / all.length : 1;
}

function percent(value: number): string {
	return `${(value * 100).toFixed(1)} %`;
}
