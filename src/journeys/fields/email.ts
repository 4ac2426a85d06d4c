import { z } from 'zod';
import { readEmail } from '#core/reading/contact/read-email.ts';
import type { Asking, Field } from '../definition.ts';
import type { Wording } from '../wording.ts';
import { fault } from './faults.ts';

const LONGEST = 254;

type EmailOptions = { hint?: Wording; known?: (asking: Asking<object>) => Promise<string | undefined> };

/** An address of e-mail. */
export const email = (label: Wording, { hint, known }: EmailOptions = {}): Field<string, object> => ({
	kind: 'email',
	label,
	hint,
	schema: z.email().max(LONGEST),
	shape: () => ({ kind: 'open', input: 'email', lines: 1, longest: LONGEST }),
	read: (input) => {
		const value = typeof input === 'string' ? readEmail(input) : undefined;
		return value && value.length <= LONGEST ? { value } : fault('not_email', 'journey_fault_email');
	},
	find: (words) => {
		const found = readEmail(words);
		return found ? { value: found } : undefined;
	},
	show: (value) => value,
	...(known && { known }),
});
