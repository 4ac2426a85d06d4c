import { json } from '@sveltejs/kit';
import { isProblem, problem } from '#core/errors.ts';
import { readJourney } from '#journeys/lock.ts';
import { keepFiles } from '../../../../../door/chat-files.ts';
import type { RequestHandler } from './$types';

/** The script of the page sends a file ahead, so that it can show how far it is; the form then names it. */
export const POST: RequestHandler = async (event) => {
	const { app, visitor } = event.locals;
	const actor = await visitor();
	try {
		await readJourney(app.database.db, actor, event.params.id);
		const file = (await event.request.formData()).get('file');
		if (!(file instanceof File)) throw problem('invalid_input');
		const { ids } = await keepFiles(event, actor, [file]);
		return ids[0] ? json({ id: ids[0] }, { status: 201 }) : json({ code: 'unsupported_media_type' }, { status: 415 });
	} catch (error) {
		if (isProblem(error)) return json({ code: error.code }, { status: error.status });
		throw error;
	}
};
