import { outbox, type Store } from './outbox.ts';
import type { Conversation, Message, Seen } from './shapes.ts';
import { NOTHING_SAID, type TalkState, withConversation } from './talk-state.ts';
import type { Wire } from './wire.ts';

export type TalkOptions = {
	wire: Wire;
	store: Store;
	lang: string;
	seen?: Seen | undefined;
	/** As it was read; none: the first word begins one. */
	start?: Conversation | undefined;
	/** Whether somebody looks at it now. */
	isLooking(): boolean;
	onState(state: TalkState): void;
	/** Something came from the other side. */
	onNews?(message: Message): void;
};

export type Core = ReturnType<typeof talkCore>;

/** What is known of the conversation, and what waits to be sent. */
export function talkCore(options: TalkOptions) {
	const { start, store, onState } = options;
	let state = start ? withConversation(NOTHING_SAID, start) : NOTHING_SAID;
	const ended = new AbortController();
	const box = outbox(store, () => state.id ?? 'new');
	return {
		...options,
		box,
		ended,
		state: () => state,
		/** Its address, or that of something of it. */
		at: (rest = '') => `/conversations/${state.id}${rest}`,
		set: (change: Partial<TalkState>) => {
			if (ended.signal.aborted) return;
			state = { ...state, ...change };
			onState(state);
		},
		/** It stands elsewhere from now on; what waits goes along. */
		move: (next: TalkState) =>
			box.move(() => {
				state = next;
			}),
	};
}
