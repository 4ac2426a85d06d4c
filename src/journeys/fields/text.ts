import { z } from 'zod';
import { storable } from '#core/text/storable.ts';
import type { Field } from '../definition.ts';
import type { Wording } from '../wording.ts';
import { fault } from './faults.ts';

type TextOptions = { hint?: Wording; longest?: number; example?: string };

const LONGEST_LINE = 200;
const LONGEST_TEXT = 4_000;

/** A line of text. */
export const text = (label: Wording, options: TextOptions = {}): Field<string, object> =>
	textual('text', label, { lines: 1, longest: LONGEST_LINE, ...options });

/** A text of several lines. */
export const longText = (label: Wording, options: TextOptions = {}): Field<string, object> =>
	textual('long_text', label, { lines: 5, longest: LONGEST_TEXT, ...options });

type Textual = TextOptions & { lines: number; longest: number };

const textual = (kind: string, label: Wording, { hint, lines, longest, example }: Textual): Field<string, object> => ({
	kind,
	label,
	hint,
	schema: z.string().min(1).max(longest),
	shape: () => ({ kind: 'open', input: 'text', lines, longest, ...(example && { example }) }),
	read: (input) => {
		if (typeof input !== 'string') return fault('not_text', 'journey_fault_text');
		const value = storable(input).trim();
		return value.length > longest ? fault('too_long', 'journey_fault_too_long', { longest }) : { value };
	},
	show: (value) => value,
});
