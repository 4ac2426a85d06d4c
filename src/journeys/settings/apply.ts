import type { Asking, AskStep, Definition, Field, Step } from '../definition.ts';
import type { Option, Shape } from '../shapes.ts';
import { inWords, reworded, type Wording } from '../wording.ts';
import type { Content, FieldContent } from './content.ts';

type Own = Readonly<Record<string, string>>;
type OwnAt = (place: string) => Own;

const AS_DECLARED: FieldContent = { asked: 'as_declared', hidden: [], order: [] };

/** A service with what the owner has set of it. What the service no longer has is passed over. */
export function withSettings(declared: Definition, { texts, fields, rules }: Content): Definition {
	const own = ownWords(texts);
	const isAsked = (step: Step) => step.kind !== 'ask' || !step.optional || fields[step.name]?.asked !== 'never';
	const asked = declared.steps.filter(isAsked);
	return {
		...declared,
		title: over(declared.title, own('title')),
		summary: over(declared.summary, own('summary')),
		confirm: over(declared.confirm, own('confirm')),
		rules: { ...declared.rules, ...rules },
		steps: asked.map((step) => (step.kind === 'ask' ? askedAs(step, fields[step.name] ?? AS_DECLARED, own) : step)),
		skipped: declared.steps.flatMap((step) => (step.kind === 'ask' && !isAsked(step) ? [step.name] : [])),
	};
}

const over = (wording: Wording, own: Own): Wording =>
	Object.keys(own).length === 0 ? wording : reworded(wording, own);

const ownWords =
	(texts: Content['texts']): OwnAt =>
	(place) =>
		Object.fromEntries(Object.entries(texts).flatMap(([lang, own]) => (own?.[place] ? [[lang, own[place]]] : [])));

function askedAs(step: AskStep, set: FieldContent, own: OwnAt): AskStep {
	const { name, field } = step;
	const said: Field = {
		...field,
		label: over(field.label, own(`${name}.label`)),
		...(field.hint && { hint: over(field.hint, own(`${name}.hint`)) }),
	};
	return {
		...step,
		optional: step.optional && set.asked !== 'must',
		field: field.values ? choosingAs(said, set, (value) => own(`${name}.option.${value}`)) : said,
	};
}

/** A closed set of choices: fewer, in another order, in other words. Those it had before are still understood. */
function choosingAs(field: Field, { hidden, order }: FieldContent, own: OwnAt): Field {
	const place = (value: string) => (order.includes(value) ? order.indexOf(value) : order.length);
	return {
		...field,
		values: field.values?.filter((value) => !hidden.includes(value)).toSorted((a, b) => place(a) - place(b)),
		shape: async (asking): Promise<Shape> => {
			const shape = await field.shape(asking);
			if (shape.kind !== 'choice') return shape;
			const left = shape.options.filter(({ value }) => !hidden.includes(value));
			const options = left.toSorted((a, b) => place(a.value) - place(b.value));
			return { ...shape, options: options.map((option) => labelled(option, own(option.value), asking)) };
		},
		show: async (value, asking) => {
			const shown = await field.show(value, asking);
			return typeof value === 'string' ? inOwn(shown, own(value), asking) : shown;
		},
	};
}

function labelled(option: Option, own: Own, asking: Asking): Option {
	const label = inOwn(option.label, own, asking);
	return label === option.label ? option : { ...option, label, also: [...(option.also ?? []), option.label] };
}

const inOwn = (text: string, own: Own, { say, lang }: Asking): string =>
	inWords(say, { words: over({ [lang]: text }, own) }, lang);
