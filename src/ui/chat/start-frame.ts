import type { ChatData } from './chat-data.ts';
import { frameSession, type Standing } from './frame-session.ts';
import { mountChat } from './mount-chat.ts';
import { safeStore } from './outbox.ts';
import type { Conversation, Summary } from './shapes.ts';
import { soundAtFirst } from './sound.ts';

/** What the script of the page around us says: whether we are seen, and the host's word on who its user is. */
type Stand = { saunders: 'stand'; isOpen: boolean; identity?: string | null };

const place = document.querySelector<HTMLElement>('[data-chat]');
const given = document.querySelector('#chat-data')?.textContent;
if (place && given) live(place, JSON.parse(given) as ChatData);

function live(target: HTMLElement, data: ChatData): void {
	const { origins, sound } = JSON.parse(target.dataset.hosts ?? '{}') as { origins: string[]; sound: boolean };
	const store = safeStore(() => localStorage);
	const session = frameSession(store, data.lang);
	soundAtFirst(store, sound);
	let host = '';
	let isOpen = false;
	let end: (() => void) | undefined;
	let turn = Promise.resolve();

	const tell = (word: object) => host && parent.postMessage(word, host);
	const begin = async () => {
		const known = await whatWasSaid();
		end?.();
		end = mountChat(
			target,
			{ ...data, ...known, ...noticeOf(session.standing()), isKnown: session.isKnown() },
			{
				wire: session.wire(),
				store,
				isLooking: () => isOpen && document.visibilityState === 'visible',
				onUnread: (count) => tell({ saunders: 'unread', detail: count }),
				close: () => tell({ saunders: 'close' }),
			},
		);
	};
	/** The newest matter that is not closed goes on; the others stand in the list. */
	const whatWasSaid = async () => {
		if (!session.isKnown()) return {};
		try {
			const wire = session.wire();
			const { items: list } = await wire.call<{ items: Summary[] }>('GET', '/conversations?limit=50');
			const newest = list.find(({ status }) => status === 'open');
			const conversation = newest ? await wire.call<Conversation>('GET', `/conversations/${newest.id}`) : null;
			return { list: conversation ? list : [], conversation };
		} catch {
			// Without a network one can still write; it is sent later.
			return {};
		}
	};
	const noticeOf = (standing: Standing | undefined) =>
		standing?.verified === false ? { notice: data.texts.chat_unconfirmed ?? '' } : {};
	const stand = async ({ isOpen: next, identity }: Stand) => {
		const before = session.standing();
		const isOther = await session.identify(identity);
		const standing = session.standing();
		if (standing && standing !== before) tell({ saunders: 'identity', detail: standing });
		const opens = next && !isOpen;
		isOpen = next;
		if (!end || isOther) await begin();
		if (!opens) return;
		dispatchEvent(new Event('focus'));
		target.querySelector<HTMLElement>('[data-composer]')?.focus();
	};

	addEventListener('message', ({ source, origin, data: word }: MessageEvent<Stand>) => {
		if (source !== parent || !origins.includes(origin) || word?.saunders !== 'stand') return;
		host = origin;
		// One after the other: who somebody is must be settled before they are shown anything.
		turn = turn.then(() => stand(word)).catch(() => {});
	});
	addEventListener('keydown', ({ key, defaultPrevented }) => {
		if (key === 'Escape' && !defaultPrevented) tell({ saunders: 'close' });
	});
}
