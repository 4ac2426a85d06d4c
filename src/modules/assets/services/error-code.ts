import type { Field } from '#journeys/definition.ts';
import { text } from '#journeys/fields/text.ts';
import type { Wording } from '#journeys/wording.ts';

// One letter and two or three digits: a model's name has more letters, a serial number more digits.
const CODE = /(?<![\p{L}\d-])([A-Z])[\s-]?(\d{2,3})(?![\p{L}\d]|-\d)/iu;

/** What a display shows. Heard in passing where it reads as a code; asked for, anything will do. */
export const errorCode = (label: Wording, { hint }: { hint?: Wording } = {}): Field<string, object> => {
	const asked = text(label, { longest: 40, example: 'E-10', ...(hint && { hint }) });
	return {
		...asked,
		read: (input, asking, shape) =>
			asked.read(typeof input === 'string' ? (codeIn(input) ?? input) : input, asking, shape),
		find: (words) => {
			const value = codeIn(words);
			return value ? { value } : undefined;
		},
	};
};

function codeIn(words: string): string | undefined {
	const [, letter, digits] = CODE.exec(words.normalize('NFKC')) ?? [];
	return letter && digits ? `${letter.toUpperCase()}-${digits}` : undefined;
}
