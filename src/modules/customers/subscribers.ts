import type { StoredEvent } from '#core/events/define.ts';
import { addToList } from './erasure-list.ts';
import { customerErased } from './events.ts';

/** Keeps the list of erasures beside the database as well. Heard twice, a name stands there twice, which does no harm. */
export const keepErasure = {
	how: 'act' as const,
	name: 'keep-erasure',
	events: [customerErased],
	handle: (app: { config: { DATA_DIR: string } }, { subject_id, at }: StoredEvent) =>
		addToList(app.config.DATA_DIR, [{ customer_id: subject_id, at }]),
};
