import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { bookVisitExamples } from '#modules/bookings/services/book-visit.examples.ts';
import { cancelVisitExamples } from '#modules/bookings/services/cancel-visit.examples.ts';
import { chooseCompressorExamples } from '#modules/guides/choose-compressor.examples.ts';
import { commissionMachineExamples } from '#modules/assets/services/commission-machine.examples.ts';
import { findFaultExamples } from '#modules/guides/find-fault.examples.ts';
import { moveVisitExamples } from '#modules/bookings/services/move-visit.examples.ts';
import { rateVisitExamples } from '#modules/bookings/services/rate-visit.examples.ts';
import { reportFaultExamples } from '#modules/assets/services/report-fault.examples.ts';
import { openRecogniser } from './open-recogniser.ts';
import { type Held, heldOut } from './phrases.fixture.ts';

const LANGS = ['en', 'zh', 'vi', 'th'];
const SERVICES = [
	{ id: 'book-visit', examples: bookVisitExamples },
	{ id: 'move-visit', examples: moveVisitExamples },
	{ id: 'cancel-visit', examples: cancelVisitExamples },
	{ id: 'commission-machine', examples: commissionMachineExamples },
	{ id: 'report-fault', examples: reportFaultExamples },
	{ id: 'find-fault', examples: findFaultExamples },
	{ id: 'choose-compressor', examples: chooseCompressorExamples },
	{ id: 'rate-visit', examples: rateVisitExamples },
];

const others = await articleQuestions();
const began = performance.now();
const recognise = openRecogniser(SERVICES, others);
// It learns when it is first asked.
recognise('is anybody there');
const learning = performance.now() - began;
const held = new Map(
	await Promise.all(LANGS.map(async (lang): Promise<[string, Held[]]> => [lang, await heldOut(lang)])),
);

const isRight = ({ text, service, ok }: Held): boolean => {
	const id = recognise(text)?.id;
	return id === service || ok.includes(id ?? 'none');
};
const rate = (phrases: readonly Held[]): number => phrases.filter(isRight).length / phrases.length;
const asking = (lang: string, id: string | undefined, of = held) =>
	of.get(lang)!.filter(({ service }) => service === id);

const later = new Map(
	await Promise.all(LANGS.map(async (lang): Promise<[string, Held[]]> => [lang, await heldOut(lang, 'later')])),
);

console.table(rates(held));
console.table(rates(later));
console.log(`learnt from ${others.length} questions of articles in ${Math.round(learning)} ms`);

test.each(LANGS.flatMap((lang) => SERVICES.map(({ id }) => [lang, id])))(
	'of the phrases held out, in %s those for %s are recognised',
	(lang, id) => {
		expect(rate(asking(lang!, id))).toBeGreaterThanOrEqual(0.85);
	},
);

test.each(LANGS)('what asks for no service is left alone, in %s', (lang) => {
	expect(1 - rate(asking(lang, undefined))).toBeLessThanOrEqual(0.1);
});

test('of phrases written after everything else, more than half are recognised', () => {
	const all = [...later.values()].flat();
	expect(rate(all.filter(({ service }) => service))).toBeGreaterThan(0.6);
	expect(rate(all.filter(({ service }) => !service))).toBeGreaterThan(0.8);
});

test('few phrases are counted right for a second service, and none is an example', () => {
	const all = [...held.values()].flat();
	expect(all.filter(({ ok }) => ok.length > 0).length / all.length).toBeLessThan(0.08);
	const known = new Set(SERVICES.flatMap(({ examples }) => Object.values(examples).flat()));
	expect(all.filter(({ text }) => known.has(text))).toEqual([]);
});

test('a text of a hundred characters is read in less than a millisecond', () => {
	const text = 'hello, our service is due next month and I would like one of your technicians to come on a Thursday';
	const start = performance.now();
	for (let i = 0; i < 100; i++) recognise(text);
	expect((performance.now() - start) / 100).toBeLessThan(1);
});

test('the same lessons always give the same answer', () => {
	const text = 'could someone have a look at the pump';
	expect(openRecogniser(SERVICES, others)(text)).toEqual(recognise(text));
});

test('without services nothing is recognised, and without articles a service is', () => {
	expect(openRecogniser([])('book a visit')).toBeUndefined();
	expect(openRecogniser(SERVICES)('please cancel our appointment')?.id).toBe('cancel-visit');
});

/** Per cent, by service and language. */
function rates(of: Map<string, Held[]>): Record<string, Record<string, number>> {
	const row = (id: string | undefined) => LANGS.map((lang) => [lang, Math.round(rate(asking(lang, id, of)) * 100)]);
	return Object.fromEntries(
		[...SERVICES.map(({ id }) => id), undefined].map((id) => [id ?? 'none', Object.fromEntries(row(id))]),
	);
}

async function articleQuestions(): Promise<string[]> {
	const folder = path.join(import.meta.dirname, '../../../../db/seed/knowledge/articles');
	const files = await readdir(folder);
	const heads = await Promise.all(
		files.map(async (file) => {
			const head: { title: string; questions?: string[] } = parse(
				(await readFile(path.join(folder, file), 'utf8')).split('\n---')[0]!,
			);
			return [head.title, ...(head.questions ?? [])];
		}),
	);
	return heads.flat();
}
