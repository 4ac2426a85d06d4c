import type { Core } from './core.ts';
import type { ServerEvent } from './sse.ts';
import type { Conversation, Message, Standing } from './shapes.ts';
import { isTheirs, withConversation, withMessage } from './talk-state.ts';

const TYPING_SHOWN_MS = 6_000;
/** Several messages that come together are acknowledged once. */
const ACKNOWLEDGE_AFTER_MS = 250;

type Passing = { kind: string; by?: string; name?: string; text?: string };

/** Takes in what the server tells, whole or bit by bit, and says what arrived and what was read. */
export function hearing({ wire, box, state, set, at, isLooking, onNews, ended }: Core) {
	let typing: ReturnType<typeof setTimeout> | undefined;
	let acknowledging: ReturnType<typeof setTimeout> | undefined;
	ended.signal.addEventListener('abort', () => {
		clearTimeout(typing);
		clearTimeout(acknowledging);
	});

	const heard = (message: Message) => {
		const { messages, pending } = state();
		const isNew = isTheirs(message.author) && !messages.some(({ id }) => id >= message.id);
		if (message.client_id && pending.length > 0) box.remove(message.client_id);
		const said = isTheirs(message.author) ? { typing: null, saying: '' } : {};
		set({ messages: withMessage(messages, message), pending: box.all(), ...said });
		if (isNew && !message.superseded) onNews?.(message);
		acknowledge();
	};
	const passing = ({ kind, by, name, text = '' }: Passing) => {
		if (kind === 'saying') return set({ saying: text });
		if (by !== 'agent') return;
		set({ typing: name ? { name } : {} });
		clearTimeout(typing);
		typing = setTimeout(() => set({ typing: null }), TYPING_SHOWN_MS);
	};
	const acknowledge = () => {
		clearTimeout(acknowledging);
		acknowledging = setTimeout(tell, ACKNOWLEDGE_AFTER_MS);
	};
	const tell = () => {
		const { id, messages, read } = state();
		const newest = messages.at(-1)?.id;
		const isRead = isLooking();
		if (!id || !newest || newest <= ((isRead ? read.customer : read.customer_got) ?? '')) return;
		set({ read: { ...read, customer_got: newest, ...(isRead && { customer: newest }) } });
		void wire.call('PUT', at('/read'), { body: { got: newest, ...(isRead && { read: newest }) } }).catch(() => {});
	};
	const read = async () => {
		set(withConversation(state(), await wire.call<Conversation>('GET', at())));
		acknowledge();
	};
	const hear = ({ event, data }: ServerEvent) => {
		if (event === 'message') heard(data as Message);
		if (event === 'state') set(data as Standing);
		if (event === 'passing') passing(data as Passing);
		if (event === 'reset') void read().catch(() => {});
	};
	return { hear, read, acknowledge };
}
