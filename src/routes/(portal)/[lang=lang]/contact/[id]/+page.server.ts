import { problem } from '#core/errors.ts';
import { isId } from '#core/ids.ts';
import { getConversation } from '#modules/conversations/index.ts';
import { readerOf } from '../../../../door/reader.ts';
import type { PageServerLoad } from './$types';

/** What was sent, for whoever sent it. */
export const load: PageServerLoad = async ({ locals, params, setHeaders }) => {
	if (!isId(params.id)) throw problem('not_found');
	const conversation = await getConversation(
		readerOf(locals).db,
		await locals.visitor(),
		params.id,
		locals.app.clock(),
	);
	setHeaders({ 'cache-control': 'private, no-store' });
	const { reference, email = '', messages } = conversation;
	return { reference, email, text: messages[0]?.text ?? '' };
};
