import { mount, unmount } from 'svelte';
import Chat from './Chat.svelte';
import type { ChatData } from './chat-data.ts';
import type { Client } from './model.svelte.ts';
import { safeStore, type Store } from './outbox.ts';
import { chime, isSounding } from './sound.ts';
import { unreadOf } from './talk-state.ts';
import type { Wire } from './wire.ts';

type Place = {
	/** Who asks, and where: with a cookie on a page, with a token in a frame. */
	wire: Wire;
	store?: Store;
	/** Whether somebody can see it now. */
	isLooking?(): boolean;
	/** How many messages nobody has looked at. */
	onUnread(count: number): void;
	/** Another conversation is shown; none: a new one. */
	onPlace?(id: string | null): void;
	/** Where it can be put away. */
	close?(): void;
};

/** The chat, alive, in the place of what the server rendered there. What was typed meanwhile stays. */
export function mountChat(target: HTMLElement, data: ChatData, place: Place): () => void {
	const store = place.store ?? safeStore(() => localStorage);
	const isLooking = place.isLooking ?? (() => document.visibilityState === 'visible');
	const client: Client = {
		wire: place.wire,
		store,
		isLooking,
		onState: (state) => place.onUnread(unreadOf(state)),
		onNews: () => {
			if (!isLooking() && isSounding(store)) void chime();
		},
		onPlace: (id) => place.onPlace?.(id),
	};
	const field = () => target.querySelector<HTMLTextAreaElement>('[data-composer]');
	const typed = field()?.value ?? '';
	const wasFocused = field() !== null && field() === document.activeElement;
	target.replaceChildren();
	const chat = mount(Chat, { target, props: { data, client, typed, close: place.close } });
	if (wasFocused) field()?.focus();
	return () => void unmount(chat);
}
