import type { ChatData } from './chat-data.ts';
import type { Store } from './outbox.ts';
import type { Conversation, Message, Summary } from './shapes.ts';
import { openTalk, type Talk } from './talk.ts';
import { NOTHING_SAID, type TalkState, withConversation } from './talk-state.ts';
import type { Wire } from './wire.ts';

/** What a browser adds to what the server rendered. */
export type Client = {
	wire: Wire;
	store: Store;
	isLooking(): boolean;
	onState(state: TalkState): void;
	onNews(message: Message): void;
	/** Another conversation is shown; none: a new one. */
	onPlace(id: string | null): void;
};

export type Model = ReturnType<typeof chatModel>;

/** What the components look at. On the server it stands still. */
export function chatModel(data: ChatData, client: Client | undefined) {
	const { conversation } = data;
	let state = $state.raw<TalkState>(conversation ? withConversation(NOTHING_SAID, conversation) : NOTHING_SAID);
	let list = $state.raw<Summary[]>(data.list);
	let isListed = $state(!conversation && data.list.length > 1);
	let talk: Talk | undefined;

	const begin = (start: Conversation | null) => {
		talk?.stop();
		if (!client) return;
		let id = start?.id ?? null;
		talk = openTalk({
			wire: client.wire,
			store: client.store,
			lang: data.lang,
			seen: data.seen,
			start: start ?? undefined,
			isLooking: () => client.isLooking() && !isListed,
			onNews: client.onNews,
			onState: (next) => {
				state = next;
				client.onState(next);
				if (next.id === id) return;
				id = next.id;
				client.onPlace(id);
			},
		});
		state = talk.state();
		client.onState(state);
		client.onPlace(id);
	};

	return {
		data,
		client,
		get state() {
			return state;
		},
		get list() {
			return list;
		},
		get isListed() {
			return isListed;
		},
		/** Only where there is a browser. */
		get talk() {
			return talk;
		},
		begin: () => begin(conversation),
		end: () => talk?.stop(),
		fresh: () => {
			isListed = false;
			begin(null);
		},
		open: async (id: string) => {
			if (!client) return;
			const whole = await client.wire.call<Conversation>('GET', `/conversations/${id}`);
			isListed = false;
			begin(whole);
		},
		showList: async () => {
			if (!client) return;
			list = (await client.wire.call<{ items: Summary[] }>('GET', '/conversations?limit=50')).items;
			isListed = true;
		},
	};
}
