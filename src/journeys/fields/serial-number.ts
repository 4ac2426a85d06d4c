import { z } from 'zod';
import type { Field } from '../definition.ts';
import type { Wording } from '../wording.ts';
import { fault } from './faults.ts';

// At least four digits, so that neither a word nor a model's name is taken for one.
const SERIAL = /(?<![\p{L}\d])(?=(?:[A-Z-]*\d){4})[A-Z\d](?:[A-Z\d-]{4,28})[A-Z\d](?![\p{L}\d])/u;

/** The number on the plate of a machine, as it is printed there: capital letters, digits and hyphens. */
export const serialNumber = (label: Wording, { hint }: { hint?: Wording } = {}): Field<string, object> => ({
	kind: 'serial_number',
	label,
	hint,
	schema: z.string().min(4).max(40),
	shape: () => ({ kind: 'open', input: 'text', lines: 1, longest: 40, example: 'KA-22-104518' }),
	read: (input) => {
		const value = typeof input === 'string' ? printed(input).replaceAll(/\s+/g, '') : '';
		const [whole] = SERIAL.exec(value) ?? [];
		return whole === value && value !== '' ? { value } : fault('not_serial', 'journey_fault_serial');
	},
	find: (words) => {
		const [value] = SERIAL.exec(printed(words)) ?? [];
		return value ? { value } : undefined;
	},
	show: (value) => value,
});

const printed = (text: string): string => text.normalize('NFKC').replaceAll(/[–—−]/g, '-').toUpperCase().trim();
