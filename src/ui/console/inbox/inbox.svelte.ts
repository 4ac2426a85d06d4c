import { createContext } from 'svelte';
import { call } from '../call.ts';
import { follow } from './follow.ts';
import type { Counts } from './list-types.ts';

/** What all of the console knows of the inbox: how much waits, and when to look again. */
export class Inbox {
	counts = $state.raw<Counts>({});
	/** Grows with every hint that something changed. */
	hints = $state(0);

	follow(heard?: (conversation: string) => void): () => void {
		void this.count();
		return follow('/inbox/stream', {
			on: {
				hint: (data) => {
					this.hints += 1;
					heard?.((data as { conversation_id: string }).conversation_id);
				},
				counts: (data) => (this.counts = data as Counts),
			},
		});
	}

	async count(): Promise<void> {
		this.counts = await call<Counts>('GET', '/inbox/counts').catch(() => this.counts);
	}
}

/** Of the frame, for the pages in it. */
export const [useInbox, setInbox] = createContext<Inbox>();
