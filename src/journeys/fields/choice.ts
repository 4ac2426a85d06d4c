import { z } from 'zod';
import { readNumber } from '#core/reading/number/read-number.ts';
import { readYesNo } from '#core/reading/answers/read-yes-no.ts';
import type { Asking, Field, Reading } from '../definition.ts';
import type { Option, Shape } from '../shapes.ts';
import { inWords, type Wording } from '../wording.ts';
import { fault } from './faults.ts';
import { optionIn, optionsNamed } from './option-named.ts';

/** An option before it is put into words; `also`: other words by which it is meant. */
export type Choice = {
	value: string;
	label: Wording | { text: string };
	hint?: Wording | { text: string };
	picture?: string;
	also?: readonly string[];
};

type Choices<A> = readonly Choice[] | ((asking: Asking<A>) => Promise<readonly Choice[]>);
type ChoiceOptions = { hint?: Wording };

type OneOptions = ChoiceOptions & {
	/** Where there is only one it need not be asked. */
	onlyOne?: 'known';
};

/** One of several. */
export function choice<A = object>(
	label: Wording,
	choices: Choices<A>,
	{ hint, onlyOne }: OneOptions = {},
): Field<string, A> {
	return {
		kind: 'choice',
		label,
		hint,
		schema: z.string(),
		values: typeof choices === 'function' ? undefined : choices.map(({ value }) => value),
		shape: async (asking) => ({ kind: 'choice', options: await optionsOf(choices, asking), least: 1, most: 1 }),
		read: (input, { lang }, shape) => {
			const options = of(shape);
			const value = typeof input === 'string' ? optionIn(input, options, lang) : undefined;
			return value === undefined ? notOffered(options) : { value };
		},
		find: (words, _, shape) => {
			const named = optionsNamed(words, of(shape));
			return named.length === 1 && named[0] !== undefined ? { value: named[0] } : undefined;
		},
		show: async (value, asking) => labelOf(await optionsOf(choices, asking), value),
		...(onlyOne && {
			known: async (asking: Asking<A>) => {
				const [only, ...others] = await optionsOf(choices, asking);
				return others.length === 0 ? only?.value : undefined;
			},
		}),
	};
}

type ManyOptions = ChoiceOptions & { least?: number; most?: number };

/** Several of several. */
export function many<A = object>(
	label: Wording,
	choices: Choices<A>,
	{ hint, least = 1, most = 20 }: ManyOptions = {},
): Field<string[], A> {
	return {
		kind: 'many',
		label,
		hint,
		schema: z.array(z.string()),
		shape: async (asking) => ({ kind: 'choice', options: await optionsOf(choices, asking), least, most }),
		read: (input, { lang }, shape) => {
			const options = of(shape);
			const asked = typeof input === 'string' ? input.split(/[,;、，และ和&]+|\s(?:and|và|or)\s/) : input;
			if (!Array.isArray(asked)) return notOffered(options);
			const named = typeof input === 'string' ? optionsNamed(input, options) : [];
			const values = named.length > 0 ? named : asked.map((one) => optionIn(String(one).trim(), options, lang));
			return several(values, options, { least, most });
		},
		find: (words, _, shape) => {
			const named = optionsNamed(words, of(shape));
			return named.length >= least && named.length <= most && named.length > 0 ? { value: named } : undefined;
		},
		show: async (values, asking) => {
			const options = await optionsOf(choices, asking);
			return new Intl.ListFormat(asking.lang).format(values.map((value) => labelOf(options, value)));
		},
	};
}

function several(
	values: (string | undefined)[],
	options: readonly Option[],
	{ least, most }: { least: number; most: number },
): Reading<string[]> {
	const known = [...new Set(values)].filter((value) => value !== undefined);
	if (known.length < new Set(values).size) return notOffered(options);
	return known.length < least || known.length > most
		? fault('how_many', 'journey_fault_how_many', { least, most: Math.min(most, options.length) })
		: { value: known };
}

const YES_NO = [
	{ value: 'yes', label: 'journey_yes' },
	{ value: 'no', label: 'journey_no' },
] as const satisfies readonly Choice[];

/** Yes or no. */
export const yesNo = (label: Wording, { hint }: ChoiceOptions = {}): Field<boolean, object> => ({
	kind: 'yes_no',
	label,
	hint,
	schema: z.boolean(),
	shape: async (asking) => ({ kind: 'choice', options: await optionsOf(YES_NO, asking), least: 1, most: 1 }),
	read: (input, { lang }) => {
		const said = typeof input === 'boolean' ? (input ? 'yes' : 'no') : readYesNo(String(input), { lang });
		return said ? { value: said === 'yes' } : fault('not_yes_no', 'journey_fault_yes_no');
	},
	show: (value, { say, lang }) => say(value ? 'journey_yes' : 'journey_no', {}, lang),
});

/** What somebody has to agree to; without it there is no going on. */
export const consent = (label: Wording, options: ChoiceOptions = {}): Field<boolean, object> => {
	const asked = yesNo(label, options);
	return {
		...asked,
		kind: 'consent',
		schema: z.literal(true),
		read: async (input, asking, shape) => {
			const reading = await asked.read(input, asking, shape);
			return 'value' in reading && !reading.value ? fault('consent_needed', 'journey_fault_consent') : reading;
		},
	};
};

const STARS = [1, 2, 3, 4, 5];

/** From 1, bad, to 5, good. */
export const rating = (label: Wording, { hint }: ChoiceOptions = {}): Field<number, object> => ({
	kind: 'rating',
	label,
	hint,
	schema: z.int().min(1).max(5),
	shape: (asking) => ({ kind: 'choice', options: starsIn(asking), least: 1, most: 1 }),
	read: (input, asking) => {
		const stars = typeof input === 'string' ? starsOf(input, asking) : input;
		return typeof stars === 'number' && STARS.includes(stars)
			? { value: stars }
			: fault('not_rating', 'journey_fault_rating');
	},
	show: (value) => `${'★'.repeat(value)}${'☆'.repeat(STARS.length - value)}`,
});

const starsIn = ({ say, lang }: Asking<object>): Option[] =>
	STARS.map((stars) => ({
		value: String(stars),
		label: `${stars}`,
		hint: say(`journey_rating_${stars}` as 'journey_rating_1', {}, lang),
	}));

function starsOf(input: string, asking: Asking<object>): number | undefined {
	const stars = [...input].filter((letter) => letter === '★' || letter === '⭐').length;
	return stars || readNumber(input, { lang: asking.lang });
}

async function optionsOf<A>(choices: Choices<A>, asking: Asking<A>): Promise<Option[]> {
	const all = typeof choices === 'function' ? await choices(asking) : choices;
	const { say, lang } = asking;
	return all.map(({ value, label, hint, picture, also }) => ({
		value,
		label: wordsOf(label, say, lang),
		...(hint && { hint: wordsOf(hint, say, lang) }),
		...(picture && { picture }),
		...(also && { also }),
	}));
}

const of = (shape: Shape): readonly Option[] => (shape.kind === 'choice' ? shape.options : []);
const labelOf = (options: readonly Option[], value: string): string =>
	options.find((option) => option.value === value)?.label ?? value;

const notOffered = (options: readonly Option[]) =>
	options.length === 0
		? fault('nothing_to_choose', 'journey_fault_nothing')
		: fault('not_offered', 'journey_fault_choice');

function wordsOf(label: Choice['label'], say: Asking['say'], lang: string): string {
	return typeof label === 'object' && 'text' in label ? (label.text ?? '') : inWords(say, { words: label }, lang);
}
