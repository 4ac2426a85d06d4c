import { type Live, tellAfter } from '#core/live.ts';
import type { Tx } from '#core/db.ts';

const VISIT = 'visit';
const GATHER_MS = 300;

/** Whoever looks at the calendar reads it again. */
export const tellVisit = (tx: Tx, id: string) => tellAfter(tx, VISIT, id);

/** Calls `changed` when any visit has changed, a few times a second at most. Answers how to stop. */
export function followVisits(live: Live, changed: () => void): () => void {
	let timer: NodeJS.Timeout | undefined;
	const soon = () => {
		timer ??= setTimeout(() => {
			timer = undefined;
			changed();
		}, GATHER_MS);
	};
	const stop = live.watch(VISIT, soon, soon);
	return () => {
		clearTimeout(timer);
		stop();
	};
}
