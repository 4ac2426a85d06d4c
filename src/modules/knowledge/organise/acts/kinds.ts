import type { ActKind } from './act.ts';
import { assign } from './assign.ts';
import { move } from './move.ts';
import { removeCollection } from './remove-collection.ts';
import { archive, setStatus, unarchive } from './set-status.ts';
import { restore, trash } from './trash.ts';

/** Everything that can be done to many at once, and undone. */
export const ACTS = {
	move,
	archive,
	unarchive,
	set_status: setStatus,
	trash,
	restore,
	assign,
	remove_collection: removeCollection,
};

export const ACT_KINDS: readonly ActKind<never, never>[] = Object.values(ACTS) as unknown as ActKind<never, never>[];
