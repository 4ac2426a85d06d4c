import { redirect } from '@sveltejs/kit';
import { chatActions } from '../../../door/chat-acts.ts';
import { chatData } from '../../../door/chat.ts';
import { seenIn } from '../../../door/chat-seen.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, request, url, setHeaders }) => {
	setHeaders({ 'cache-control': 'private, no-store' });
	const isNew = url.searchParams.has('new');
	const chat = await chatData(locals, { isNew, place: 'page', seen: seenIn(url) });
	// What a form refused must be seen first.
	if (chat.conversation && request.method === 'GET') redirect(303, `/${params.lang}/chat/${chat.conversation.id}`);
	return { ownAskBox: true, chat };
};

export const actions: Actions = chatActions;
