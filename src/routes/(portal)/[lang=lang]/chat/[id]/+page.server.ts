import { problem } from '#core/errors.ts';
import { isId } from '#core/ids.ts';
import { chatActions } from '../../../../door/chat-acts.ts';
import { chatData } from '../../../../door/chat.ts';
import type { Actions, PageServerLoad } from './$types';

/** For whoever it belongs to; for everybody else its address is none. */
export const load: PageServerLoad = async ({ locals, params: { id }, setHeaders }) => {
	if (!isId(id)) throw problem('not_found');
	setHeaders({ 'cache-control': 'private, no-store' });
	return { ownAskBox: true, chat: await chatData(locals, { id, place: 'page' }) };
};

export const actions: Actions = chatActions;
