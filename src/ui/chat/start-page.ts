import { mount, unmount } from 'svelte';
import Chat from './Chat.svelte';
import { chime, isSounding } from './sound.ts';
import type { ChatData } from './chat-data.ts';
import type { Client } from './model.svelte.ts';
import { safeStore } from './outbox.ts';
import { asRefusal } from './send.ts';
import { unreadOf } from './talk-state.ts';
import { openWire } from './wire.ts';

// The page came rendered and worked without us; from here on it lives.
const place = document.querySelector<HTMLElement>('[data-chat]');
const data = document.querySelector('#chat-data')?.textContent;
if (place && data) live(place, JSON.parse(data) as ChatData);

function live(target: HTMLElement, given: ChatData): void {
	const { lang } = given;
	const title = document.title;
	const store = safeStore(() => localStorage);
	const begin = async () => {
		const { ok } = await fetch(`/${lang}/chat/session`, { method: 'POST' }).catch(() => ({ ok: false }));
		if (!ok) throw asRefusal({});
	};
	const client: Client = {
		wire: openWire({ begin, isKnown: given.isKnown }),
		store,
		isLooking: () => document.visibilityState === 'visible',
		onState: (state) => {
			const unread = unreadOf(state);
			document.title = unread > 0 ? `(${unread}) ${title}` : title;
		},
		onNews: () => {
			if (document.visibilityState === 'hidden' && isSounding(store)) chime();
		},
		onPlace: (id) => history.replaceState(null, '', id ? `/${lang}/chat/${id}` : `/${lang}/chat${location.search}`),
	};
	const before = target.querySelector<HTMLTextAreaElement>('[data-composer]');
	const typed = before?.value ?? '';
	const wasFocused = before !== null && before === document.activeElement;
	target.replaceChildren();
	const chat = mount(Chat, { target, props: { data: given, client, typed } });
	if (wasFocused) target.querySelector<HTMLTextAreaElement>('[data-composer]')?.focus();
	addEventListener('pagehide', ({ persisted }) => persisted || void unmount(chat));
}
