import { problem } from '#core/errors.ts';
import type { AskStep, Definition } from '../definition.ts';
import type { Content, FieldContent } from './content.ts';
import { placesIn } from './places.ts';

type Wrong = { path: string; code: string; message: string };

/** What is set, as it is kept: without empty words. Throws `invalid_input` for what this service does not have or allow, by field. */
export function checkedContent(declared: Definition, content: Content): Content {
	const errors = [
		...wrongTexts(declared, content),
		...wrongFields(declared, content),
		...wrongRules(declared, content),
	];
	if (errors.length > 0) throw problem('invalid_input', { detail: errors[0]?.message ?? '', errors });
	return { ...content, texts: withoutEmpty(content.texts) };
}

const wrong = (path: string, code: string, message: string): Wrong => ({ path, code, message });

function wrongTexts(declared: Definition, { texts }: Content): Wrong[] {
	const places = new Set(placesIn(declared).map(({ place }) => place));
	return Object.entries(texts).flatMap(([lang, own]) =>
		Object.keys(own ?? {})
			.filter((place) => !places.has(place))
			.map((place) => wrong(`texts.${lang}.${place}`, 'unknown', `${place} is no text of this service.`)),
	);
}

function wrongFields(declared: Definition, { fields }: Content): Wrong[] {
	return Object.entries(fields).flatMap(([name, set]) => {
		const step = declared.steps.find((one): one is AskStep => one.kind === 'ask' && one.name === name);
		return step
			? wrongField(step, set)
			: [wrong(`fields.${name}`, 'unknown', `${name} is no question of this service.`)];
	});
}

function wrongField({ name, optional, field }: AskStep, { asked, hidden, order }: FieldContent): Wrong[] {
	const values = field.values ?? [];
	const strange = [...hidden, ...order].filter((value) => !values.includes(value));
	const errors = strange.map((value) => wrong(`fields.${name}`, 'unknown', `${value} is no choice of ${name}.`));
	if (asked !== 'as_declared' && !optional)
		errors.push(wrong(`fields.${name}.asked`, 'needed', `${name} is always asked and always answered.`));
	if (values.length > 0 && values.every((value) => hidden.includes(value)))
		errors.push(wrong(`fields.${name}.hidden`, 'nothing_left', 'One choice at least has to be offered.'));
	return errors;
}

function wrongRules({ ruled = [] }: Definition, { rules }: Content): Wrong[] {
	return Object.entries(rules).flatMap(([name, value]) => {
		const rule = ruled.find((one) => one.name === name);
		if (!rule) return [wrong(`rules.${name}`, 'unknown', `${name} is no rule of this service.`)];
		const { least, most } = rule;
		return Number.isInteger(value) && value >= least && value <= most
			? []
			: [wrong(`rules.${name}`, 'out_of_range', `A whole number from ${least} to ${most}.`)];
	});
}

const withoutEmpty = (texts: Content['texts']): Content['texts'] =>
	Object.fromEntries(
		Object.entries(texts).map(([lang, own]) => [
			lang,
			Object.fromEntries(Object.entries(own ?? {}).filter(([, text]) => text !== '')),
		]),
	);
