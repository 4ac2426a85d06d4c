import type { Db } from '#core/db.ts';
import { messageRows, partsOf } from './rows.ts';

/** These messages of a conversation, in their order, and what the customer had said last before the first of them. Checked by the caller. */
export async function whatWasSaid(db: Db, conversation: string, ids: readonly string[]) {
	const said = () =>
		messageRows(db)
			.where('m.kind', '=', 'message')
			.where('m.superseded', '=', false)
			.where('m.withdrawn_at', 'is', null);
	const parts = await partsOf(db, conversation);
	const chosen = await said()
		.where('m.conversation_id', 'in', parts)
		.where('m.id', 'in', ids)
		.orderBy('m.id')
		.execute();
	const first = chosen[0]?.id;
	const asked = first
		? await said()
				.where('m.conversation_id', 'in', parts)
				.where('m.id', '<', first)
				.where('m.author', '=', 'customer')
				.where('m.text', '<>', '')
				.orderBy('m.id', 'desc')
				.limit(1)
				.execute()
		: [];
	return { chosen, asked };
}
