import type { StoredEvent } from '#core/events/define.ts';
import { retimeOpen } from '#modules/conversations/index.ts';
import { openByTopic } from '#modules/promises/index.ts';
import { tagRemoved } from '../events.ts';

/** A tag is gone from all conversations: what was promised because of it goes by another rule. */
export const retimeOnTag = {
	how: 'act' as const,
	name: 'inbox.retime-on-tag',
	events: [tagRemoved],
	handle: async (parts: Parameters<typeof retimeOpen>[0], { subject_id: tag }: StoredEvent) =>
		retimeOpen(parts, await openByTopic(parts.database.db, 'conversation', tag), 'topic'),
};
