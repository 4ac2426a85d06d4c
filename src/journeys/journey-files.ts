import type { FilePolicy } from '#core/files/find-file.ts';
import { isProblem } from '#core/errors.ts';
import { readJourney } from './lock.ts';

/** What was sent along is for whoever may read the journey. */
export const journeyFiles: FilePolicy = async (db, actor, { owner_id }) => {
	try {
		await readJourney(db, actor, owner_id);
		return 'private';
	} catch (error) {
		if (isProblem(error)) return 'no';
		throw error;
	}
};
