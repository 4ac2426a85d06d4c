import { z } from 'zod';
import { readPhone } from '#core/reading/contact/read-phone.ts';
import { showPhone } from '#core/reading/contact/show-phone.ts';
import type { Asking, Field } from '../definition.ts';
import type { Wording } from '../wording.ts';
import { fault } from './faults.ts';

const COUNTRY: Record<string, string> = { vi: 'VN', th: 'TH', 'zh-Hans': 'CN', 'zh-Hant': 'TW' };

type PhoneOptions = { hint?: Wording; known?: (asking: Asking<object>) => Promise<string | undefined> };

/** A telephone number, kept as E.164. A number without its country is one of the country where the language is spoken. */
export const phone = (label: Wording, { hint, known }: PhoneOptions = {}): Field<string, object> => ({
	kind: 'phone',
	label,
	hint,
	schema: z.string().regex(/^\+\d{6,15}$/),
	shape: () => ({ kind: 'open', input: 'tel', lines: 1, longest: 40 }),
	read: (input, { lang }) => {
		const value = typeof input === 'string' ? readPhone(input, { country: COUNTRY[lang] ?? '' }) : undefined;
		return value ? { value } : fault('not_phone', 'journey_fault_phone');
	},
	find: (words, { lang }) => {
		const found = readPhone(words, { country: COUNTRY[lang] ?? '' });
		return found ? { value: found } : undefined;
	},
	show: (value) => showPhone(value),
	...(known && { known }),
});
