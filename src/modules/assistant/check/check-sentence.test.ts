import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { checkSentence } from './check-sentence.ts';
import type { Passage } from './types.ts';

const passage = (text: string, ...above: string[]): Passage[] => [{ id: '1', path: above, text }];

/** The check of a sentence whose quote is the whole passage. */
const check = (text: string, source: string, lang = 'en') =>
	checkSentence({ text, quote: source, passage: '1' }, passage(source), lang);

const RETURNS = 'Unused parts can be returned within 30 days of delivery.';

test('a sentence that its quote bears out passes, with the words as they stand in the passage', () => {
	const text = 'Unused parts can be returned within 30 days.';
	const claim = { text, quote: '“unused parts  can be returned within 30 days', passage: '1' };
	expect(checkSentence(claim, passage(RETURNS), 'en')).toEqual({
		ok: true,
		quote: 'Unused parts can be returned within 30 days',
		passage: '1',
	});
});

test('a quote that stands nowhere, or says too little to be one, does not count', () => {
	const of = (quote: string) => checkSentence({ text: RETURNS, quote, passage: '1' }, passage(RETURNS), 'en');
	expect(of('Unused parts can be sent back')).toEqual({ ok: false, reason: 'quote' });
	expect(of('parts')).toEqual({ ok: false, reason: 'quote' });
	expect(checkSentence({ text: RETURNS, quote: RETURNS, passage: '7' }, passage(RETURNS), 'en').ok).toBe(false);
});

describe('numbers', () => {
	test.each([
		['It holds 1000 litres.', 'It holds 1,000 litres.', 'en'],
		['Wait two minutes.', 'Wait 2 minutes.', 'en'],
		['It takes 1 to 3 days.', 'It takes 1–3 days.', 'en'],
		['Giá là 650.000 ₫ mỗi giờ.', 'Giá là 650000 ₫ mỗi giờ.', 'vi'],
		['等 3 分钟再启动机器。', '等三分钟再启动机器。', 'zh-Hans'],
		['等三分鐘再啟動機器。', '等 3 分鐘再啟動機器。', 'zh-Hant'],
		['รอ ๑๐ นาทีก่อนเปิดฝา', 'รอ 10 นาทีก่อนเปิดฝา', 'th'],
		['ใบรับรองออกเมื่อปี 2569', 'ใบรับรองออกเมื่อปี 2026', 'th'],
	])('%s is the same as %s', (text, source, lang) => {
		expect(check(text, source, lang).ok).toBe(true);
	});

	test.each([
		['It holds 1,000 litres.', 'It holds 100 litres.', 'en', 'number'],
		['It takes 3 days.', 'It takes 1–3 days.', 'en', 'number'],
		['It takes 5 weeks.', 'It takes 5 days.', 'en', 'unit'],
		['It weighs 5000 g.', 'It weighs 5 kg.', 'en', 'number'],
		['It costs $5.', 'It costs €5.', 'en', 'unit'],
		['Wait at most 5 minutes.', 'Wait at least 5 minutes.', 'en', 'comparison'],
		['等四分钟再启动机器。', '等三分钟再启动机器。', 'zh-Hans', 'number'],
	])('%s is not %s', (text, source, lang, reason) => {
		expect(check(text, source, lang)).toEqual({ ok: false, reason });
	});
});

test.each([
	['A KA 11 takes 3.0 litres.', 'A KA 5 takes 3.0 litres, a KA 11 takes 6.0 litres.'],
	['A KA 22 takes 3.0 litres.', 'A KA 5 takes 3.0 litres.'],
	['E-08 means that the filter is clogged.', 'E-07 means that the filter is clogged.'],
	['Write to help@else.example about the order.', 'Write to help@kestrel.example about the order.'],
	['Piotr takes the filter out.', 'The technician takes the filter out.'],
	['The filter must be washed.', 'The filter can be washed.'],
	['The filter is washed.', 'The filter is not washed.'],
	['The filter is never washed.', 'The filter is washed.'],
	['All filters are washed.', 'Filters are washed.'],
	['The filter is washed free of charge.', 'The filter is washed.'],
	['We guarantee that the filter is washed.', 'The filter is washed.'],
	['Freight is refunded.', 'Freight is refunded if the mistake is ours.'],
	['It goes to the store, not to Bielefeld.', 'It goes to Bielefeld, not to the store.'],
	['The pump is painted green.', 'The filter is washed.'],
])('“%s” does not follow from “%s”', (text, source) => {
	expect(check(text, source).ok).toBe(false);
});

test('a column of a table speaks for the model above it alone', () => {
	const table = passage('KA 5 | KA 11\nservice B | €540 | €640', 'Prices');
	const of = (text: string) => checkSentence({ text, quote: 'service B | €540 | €640', passage: '1' }, table, 'en').ok;
	expect(of('Service B of a KA 11 costs €640.')).toBe(true);
	expect(of('Service B of a KA 5 costs €640.')).toBe(false);
});

test('markup, addresses and essays are no sentences', () => {
	const source = 'See the manual for the settings of the pump.';
	for (const text of ['See <b>the manual</b>.', 'See https://else.example/manual.', `See ${'the manual '.repeat(80)}`])
		expect(check(text, source)).toEqual({ ok: false, reason: 'malformed' });
});

test('in a language whose negations we do not know only the words of the passage pass', () => {
	const source = 'Altöl darf nicht mit Bremsenreiniger gemischt werden. Es wird gesammelt.';
	expect(check('Altöl darf nicht mit Bremsenreiniger gemischt werden.', source, 'de').ok).toBe(true);
	expect(check('Altöl darf mit Bremsenreiniger gemischt werden.', source, 'de').ok).toBe(false);
});

test(
	'of the pairs held out enough lies are dropped and enough truths kept in each language',
	{ timeout: 240_000 },
	async () => {
		const script = path.join(import.meta.dirname, '../../../../bin/check-claims.ts');
		// Ends with an error where a bar is missed or a threshold is not the fitted one.
		const { stdout } = await promisify(execFile)(process.execPath, [script]);
		expect(stdout.match(/held-out half/g)).toHaveLength(4);
	},
);
