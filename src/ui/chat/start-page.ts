import type { ChatData } from './chat-data.ts';
import { mountChat } from './mount-chat.ts';
import { asRefusal } from './send.ts';
import { openWire } from './wire.ts';

// The page came rendered and worked without us; from here on it lives.
const place = document.querySelector<HTMLElement>('[data-chat]');
const given = document.querySelector('#chat-data')?.textContent;
if (place && given) live(place, JSON.parse(given) as ChatData);

function live(target: HTMLElement, data: ChatData): void {
	const { lang } = data;
	const title = document.title;
	const begin = async () => {
		const { ok } = await fetch(`/${lang}/chat/session`, { method: 'POST' }).catch(() => ({ ok: false }));
		if (!ok) throw asRefusal({});
	};
	const end = mountChat(target, data, {
		wire: openWire({ begin, isKnown: data.isKnown }),
		onUnread: (count) => {
			document.title = count > 0 ? `(${count}) ${title}` : title;
		},
		onPlace: (id) => history.replaceState(null, '', id ? `/${lang}/chat/${id}` : `/${lang}/chat${location.search}`),
	});
	addEventListener('pagehide', ({ persisted }) => persisted || end());
}
