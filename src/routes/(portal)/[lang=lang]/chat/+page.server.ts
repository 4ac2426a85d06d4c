import { chatActions } from '../../../door/chat-acts.ts';
import { chatData } from '../../../door/chat.ts';
import { seenIn } from '../../../door/chat-seen.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url, setHeaders }) => {
	setHeaders({ 'cache-control': 'private, no-store' });
	const isNew = url.searchParams.has('new');
	return { ownAskBox: true, chat: await chatData(locals, { isNew, place: 'page', seen: seenIn(url) }) };
};

export const actions: Actions = chatActions;
