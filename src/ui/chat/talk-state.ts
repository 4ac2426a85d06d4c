import type { Pending } from './outbox.ts';
import type { Conversation, Message, Refusal, Standing } from './shapes.ts';

export type TalkState = Standing & {
	/** None before the first word. */
	id: string | null;
	subject: string;
	/** In the order in which things were said. */
	messages: Message[];
	more: boolean;
	identities: { kind: string; value: string }[];
	pending: Pending[];
	/** Somebody on the team types; by name where it is known. */
	typing: { name?: string } | null;
	/** What the assistant has said so far of an answer. */
	saying: string;
	isOnline: boolean;
	/** Why the last thing was refused, with the seconds to wait. */
	trouble: Refusal | null;
	/** The session had ended: what follows is another one. */
	isAnew: boolean;
};

export const NOTHING_SAID: TalkState = {
	id: null,
	subject: '',
	version: 0,
	status: 'open',
	holder: 'assistant',
	assignee: null,
	read: { customer_got: null, customer: null, team: null },
	handoff: null,
	messages: [],
	more: false,
	identities: [],
	promises: [],
	pending: [],
	typing: null,
	saying: '',
	isOnline: true,
	trouble: null,
	isAnew: false,
};

/** As it was read whole; what is known already stays, in the newer version of each message. */
export function withConversation(state: TalkState, read: Conversation): TalkState {
	const { messages, ...rest } = read;
	const known = state.id === read.id ? state.messages : [];
	return { ...state, ...rest, messages: messages.reduce(withMessage, known), more: state.more || read.more };
}

/** A message new or changed. Those that a later answer stands for go; an older version than the known one changes nothing. */
export function withMessage(messages: Message[], message: Message): Message[] {
	const known = messages.find(({ id }) => id === message.id);
	if (known && known.version > message.version) return messages;
	const others = messages.filter(({ id }) => id !== message.id);
	if (message.superseded || message.kind === 'note') return others;
	const after = others.findIndex(({ id }) => id > message.id);
	return after < 0 ? [...others, message] : others.toSpliced(after, 0, message);
}

/** Of what was said by the other side, how much has not been read. */
export function unreadOf({ messages, read }: TalkState): number {
	return messages.filter(({ id, author }) => isTheirs(author) && id > (read.customer ?? '')).length;
}

export const isTheirs = (author: Message['author']) => author === 'assistant' || author === 'agent';
