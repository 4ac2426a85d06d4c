import type { AskStep, Definition } from '../definition.ts';
import type { Wording } from '../wording.ts';

/** A text of a service that an owner may put otherwise: its words, or the choice they are of. */
export type TextPlace = { place: string; words: Wording } | { place: string; step: AskStep; value: string };

/** All of them, in the order in which customers come upon them. */
export function placesIn({ title, summary, confirm, steps }: Definition): TextPlace[] {
	return [
		{ place: 'title', words: title },
		{ place: 'summary', words: summary },
		...steps.flatMap((step) => (step.kind === 'ask' ? placesOf(step) : [])),
		{ place: 'confirm', words: confirm },
	];
}

function placesOf(step: AskStep): TextPlace[] {
	const { name, field } = step;
	return [
		{ place: `${name}.label`, words: field.label },
		...(field.hint ? [{ place: `${name}.hint`, words: field.hint }] : []),
		...(field.values ?? []).map((value) => ({ place: `${name}.option.${value}`, step, value })),
	];
}
