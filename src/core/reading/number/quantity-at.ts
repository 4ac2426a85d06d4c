import type { Folded } from '../folded.ts';
import { languageOf } from '../language.ts';
import { figuresAt, marksOf, valuesOf } from './figures.ts';
import { halfAt, multiplierAt, numberWordAt } from './number-at.ts';

/** A number in words, figures or both, and what else its figures may mean. */
export type Quantity = { value: number; others: number[]; to: number };

/** `1,5 triệu`, `3万5千`, `two hundred`, `2k`. */
export function quantityAt(
	{ text, bare }: Pick<Folded, 'text' | 'bare'>,
	at: number,
	lang: string,
): Quantity | undefined {
	const language = languageOf(lang);
	const figures = figuresAt(text, at);
	if (!figures) {
		const word = numberWordAt(text, at, language, bare);
		return word && { value: word.value, others: [], to: word.to };
	}
	const [value, ...others] = valuesOf(figures.written, marksOf(lang));
	if (value === undefined) return undefined;
	const next = skipSpace(text, figures.to);
	const times = multiplierAt(text, next, language, bare);
	if (!times) {
		const half = halfAt(text, next, language, bare);
		return half ? { value: value + 0.5, others: [], to: half } : { value, others, to: figures.to };
	}
	const rest = restAt({ text, bare }, times, lang);
	return { value: exact(value * times.value) + rest.value, others: [], to: rest.to };
}

/** What may follow a multiplier: half of it more, a smaller one, or a lone digit that counts its tenths. */
function restAt({ text, bare }: Pick<Folded, 'text' | 'bare'>, times: { value: number; to: number }, lang: string) {
	const language = languageOf(lang);
	const next = skipSpace(text, times.to);
	const half = halfAt(text, next, language, bare);
	if (half) return { value: times.value / 2, to: half };
	const figures = figuresAt(text, next);
	if (!figures || figures.written.length > 7) return { value: 0, to: times.to };
	const smaller = multiplierAt(text, skipSpace(text, figures.to), language, bare);
	if (smaller && smaller.value < times.value)
		return { value: Number(figures.written) * smaller.value || 0, to: smaller.to };
	const isTenths = next === times.to && figures.written.length === 1;
	return isTenths
		? { value: (Number(figures.written) * times.value) / 10, to: figures.to }
		: { value: 0, to: times.to };
}

const skipSpace = (text: string, at: number): number => (text.charAt(at) === ' ' ? at + 1 : at);

/** 1.1 times a million is not quite what it should be. */
const exact = (value: number): number => Math.round(value * 1e6) / 1e6;
