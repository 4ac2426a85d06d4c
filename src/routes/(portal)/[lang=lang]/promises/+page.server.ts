import { problem } from '#core/errors.ts';
import { publicPromises, publicReport } from '#modules/promises/index.ts';
import { sameForAll } from '../../../door/reader.ts';
import type { PageServerLoad } from './$types';

const MAY_BE_OLD_SECONDS = 300;

/** For everybody, where the owner has said so. */
export const load: PageServerLoad = async ({ locals: { app }, setHeaders }) => {
	if (!app.settings.get(publicPromises)) throw problem('not_found');
	sameForAll(setHeaders, MAY_BE_OLD_SECONDS);
	return publicReport(app.database.db, app.clock());
};
