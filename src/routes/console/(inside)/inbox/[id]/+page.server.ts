import { presentConversation } from '#channels/rest/conversation-shapes.ts';
import { ANONYMOUS } from '#core/access.ts';
import { problem } from '#core/errors.ts';
import { isId } from '#core/ids.ts';
import { getConversation } from '#modules/conversations/index.ts';
import { sortingOf } from '#modules/inbox/index.ts';
import type { PageServerLoad } from './$types';

/** As the API tells it, since its stream goes on from there. Not after the parents: who is signed in stands here, and it has to be quick. */
export const load: PageServerLoad = async ({ locals: { app, member }, params: { id } }) => {
	if (!isId(id)) throw problem('not_found');
	const whole = await getConversation(app.database.db, member?.actor ?? ANONYMOUS, id, app.clock());
	const sorting = await sortingOf(app.database.db, member?.actor ?? ANONYMOUS, id);
	return { sorting, conversation: presentConversation(whole) };
};
