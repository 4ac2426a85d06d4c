import { z } from 'zod';
import { isId } from '#core/ids.ts';
import { storable } from '#core/text/storable.ts';
import type { Field } from '../definition.ts';
import type { Wording } from '../wording.ts';
import { fault } from './faults.ts';
import { file } from './file.ts';

/** Who signed, and the drawing of it if there is one; to write one's name is to sign as well. */
export type Signature = { name: string; drawing: string | null };

const given = z.object({ name: z.string().trim().min(2).max(120), drawing: z.string().refine(isId).nullish() });

export const signature = (label: Wording, { hint }: { hint?: Wording } = {}): Field<Signature, object> => {
	const drawings = file(label, { accept: ['image/png'], most: 1 });
	return {
		kind: 'signature',
		label,
		hint,
		schema: z.object({ name: z.string(), drawing: z.string().nullable() }),
		shape: () => ({ kind: 'signature' }),
		read: (input) => {
			const read = given.safeParse(typeof input === 'string' ? { name: storable(input) } : input);
			if (!read.success) return fault('not_signature', 'journey_fault_signature');
			return { value: { name: read.data.name, drawing: read.data.drawing ?? null } };
		},
		claim: async (value, acting) => {
			if (!value.drawing) return { value };
			const kept = await drawings.claim?.([value.drawing], acting);
			return kept && 'fault' in kept && kept.fault ? { fault: kept.fault } : { value };
		},
		show: ({ name }) => name,
	};
};
