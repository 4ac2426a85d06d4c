import { problem } from '#core/errors.ts';
import { isId } from '#core/ids.ts';
import { getConversation } from '#modules/conversations/index.ts';
import { clockOf } from '../../../../door/clock.ts';
import { readerOf } from '../../../../door/reader.ts';
import type { PageServerLoad } from './$types';

/** What was sent, for whoever sent it, and when they will have an answer. */
export const load: PageServerLoad = async ({ locals, params, setHeaders }) => {
	if (!isId(params.id)) throw problem('not_found');
	const conversation = await getConversation(
		readerOf(locals).db,
		await locals.visitor(),
		params.id,
		locals.app.clock(),
	);
	setHeaders({ 'cache-control': 'private, no-store' });
	const { reference, email = '', messages, promises } = conversation;
	const promised = promises.find(({ kind }) => kind === 'first_response');
	return { reference, email, text: messages[0]?.text ?? '', ...(promised && { clock: clockOf(promised, locals) }) };
};
