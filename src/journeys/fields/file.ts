import { z } from 'zod';
import type { Db } from '#core/db.ts';
import { attachFile, releaseFiles } from '#core/files/attach-file.ts';
import { isProblem } from '#core/errors.ts';
import { isId } from '#core/ids.ts';
import type { Field } from '../definition.ts';
import type { Wording } from '../wording.ts';
import { fault } from './faults.ts';

type FileOptions = { hint?: Wording; accept?: readonly string[]; most?: number };

/** Files that belong to a journey are its customer's and the team's. */
export const JOURNEY_FILES = 'journey';

/** Uploads, by their ids. */
export const file = (
	label: Wording,
	{ hint, accept = ['image/*', 'application/pdf'], most = 5 }: FileOptions = {},
): Field<string[], object> => ({
	kind: 'file',
	label,
	hint,
	schema: z.array(z.string()),
	shape: () => ({ kind: 'file', accept, most }),
	read: (input) => {
		const ids = typeof input === 'string' ? [input] : input;
		if (!Array.isArray(ids) || !ids.every((id) => typeof id === 'string' && isId(id)))
			return fault('not_file', 'journey_fault_file');
		return ids.length > most ? fault('too_many', 'journey_fault_too_many_files', { most }) : { value: ids };
	},
	claim: async (value, { db, actor, customer, journey }) => {
		try {
			for (const id of value)
				if (!(await wasSaidWith(db, id, customer)))
					await attachFile(db, actor, id, { type: JOURNEY_FILES, id: journey });
			return { value };
		} catch (error) {
			if (isProblem(error)) return fault('not_file', 'journey_fault_file');
			throw error;
		}
	},
	release: async (_, { db, journey }) => releaseFiles(db, { type: JOURNEY_FILES, id: journey }),
	show: (value, { say, lang }) => say('journey_files', { count: value.length }, lang),
});

/** What came with a message of theirs stays with the message. */
async function wasSaidWith(db: Db, id: string, customer: string): Promise<boolean> {
	const found = await db
		.selectFrom('files')
		.select('id')
		.where('id', '=', id)
		.where('owner_type', '=', 'message')
		.where('uploaded_by', '=', `customer:${customer}`)
		.executeTakeFirst();
	return found !== undefined;
}

/** A picture that was taken. */
export const photo = (label: Wording, options: FileOptions = {}): Field<string[], object> => ({
	...file(label, { accept: ['image/*'], ...options }),
	kind: 'photo',
});
