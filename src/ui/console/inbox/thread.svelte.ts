import { call, Refusal } from '../call.ts';
import { keepOutgoing, type Outgoing, readOutgoing } from './drafts.ts';
import { follow } from './follow.ts';
import type { Colleague, Conversation, Message, Sorting, Standing } from './types.ts';

export type Sending = Outgoing & { state: 'sending' | 'failed' | 'overtaken'; why?: unknown };
type Passing =
	| { kind: 'typing'; by: 'customer' | 'agent'; name?: string }
	| { kind: 'viewing'; by: 'agent'; id: string; name?: string }
	| { kind: 'saying'; text: string };
type News = Partial<Standing> & Pick<Conversation, 'handoff' | 'packet'>;

/** Longer than the other side's program lets pass between two signs of typing. */
const TYPING_MS = 6_000;
const VIEWING_MS = 25_000;
const TELL_VIEWING_MS = 10_000;
const SAYING_MS = 15_000;
const OLDER = 50;
/** Changes come in bunches. */
const SORT_MS = 400;

/** A conversation on the page: read once, kept in step by its stream, with what is being sent to it. */
export class Thread {
	readonly id: string;
	conversation = $state.raw<Conversation>() as Conversation;
	messages = $state.raw<readonly Message[]>([]);
	outgoing = $state.raw<readonly Sending[]>([]);
	more = $state(false);
	typing = $state.raw<{ by: 'customer' | 'agent'; name: string }>();
	/** Colleagues who have it open too. */
	viewing = $state.raw<readonly string[]>([]);
	/** The assistant's answer as far as it is worded. */
	saying = $state('');
	connected = $state(true);
	#timers = new Map<string, ReturnType<typeof setTimeout>>();

	/** Its tags, and the team that looks after it. */
	sorting = $state.raw<Sorting>() as Sorting;

	readonly #me: Colleague;

	constructor(conversation: Conversation, sorting: Sorting, me: Colleague) {
		this.#me = me;
		this.sorting = sorting;
		this.id = conversation.id;
		this.#show(conversation);
	}

	/** What had not arrived when the page was left can be sent again. In the browser only. */
	restore(): void {
		const left = readOutgoing(this.id).filter(({ client_id }) => !this.#has(client_id));
		this.outgoing = left.map((one) => ({ ...one, state: 'failed' as const }));
	}

	#show(conversation: Conversation): void {
		this.conversation = conversation;
		const older = this.messages.filter(({ id }) => id < (conversation.messages[0]?.id ?? ''));
		this.messages = [...older, ...conversation.messages];
		if (older.length === 0) this.more = conversation.more;
	}

	/** Reads it anew: after acts whose outcome no stream tells, and where too much was missed. */
	async again(): Promise<void> {
		this.#show(await call<Conversation>('GET', `/conversations/${this.id}`));
	}

	/** Reads anew by what it is sorted, which its own stream does not tell. */
	async readSorting(): Promise<void> {
		this.sorting = await call<Sorting>('GET', `/conversations/${this.id}/sorting`);
	}

	/** Stays in step until the function that is returned is called. */
	follow(): () => void {
		const stop = follow(`/conversations/${this.id}/stream`, {
			since: () => this.conversation.version,
			on: {
				message: (data) => this.#take(data as Message),
				state: (data) => this.#stand(data as News),
				passing: (data) => this.#pass(data as Passing),
				reset: () => void this.again().catch(() => {}),
			},
			connected: (is) => (this.connected = is),
		});
		const telling = setInterval(() => this.#tellViewing(), TELL_VIEWING_MS);
		this.#tellViewing();
		return () => {
			stop();
			clearInterval(telling);
			for (const timer of this.#timers.values()) clearTimeout(timer);
		};
	}

	/** Colleagues see who looks at it. */
	#tellViewing(): void {
		if (document.hidden) return;
		void call('PUT', `/conversations/${this.id}/presence`, { body: { state: 'viewing' } }).catch(() => {});
	}

	#has = (client_id: string) => this.messages.some((message) => message.client_id === client_id);

	#take(message: Message): void {
		const { client_id, id } = message;
		if (client_id) this.#settle(client_id);
		if (message.author === 'assistant') this.saying = '';
		// What the customer said of it stands beside the conversation.
		if (message.notice && message.notice.code.endsWith('solved')) void this.again().catch(() => {});
		if (message.author === this.typing?.by) this.typing = undefined;
		const at = this.messages.findIndex((each) => each.id === id);
		if (message.superseded) this.messages = this.messages.filter((each) => each.id !== id);
		else if (at >= 0) this.messages = this.messages.with(at, message);
		else this.messages = [...this.messages, message].toSorted((a, b) => (a.id < b.id ? -1 : 1));
	}

	#stand({ packet, ...news }: News): void {
		this.#later('sort', SORT_MS, () => void this.readSorting().catch(() => {}));
		this.conversation = { ...this.conversation, ...news, ...(packet?.goal !== undefined && { packet }) };
	}

	#pass(passing: Passing): void {
		if (passing.kind === 'saying') {
			this.saying = passing.text;
			return this.#later('saying', SAYING_MS, () => (this.saying = ''));
		}
		const { kind, by, name = '' } = passing;
		if (by === 'agent' && name === this.#me.name) return;
		if (kind === 'viewing') {
			if (!this.viewing.includes(name)) this.viewing = [...this.viewing, name];
			const gone = () => (this.viewing = this.viewing.filter((each) => each !== name));
			return this.#later(`viewing ${name}`, VIEWING_MS, gone);
		}
		this.typing = { by, name };
		this.#later('typing', TYPING_MS, () => (this.typing = undefined));
	}

	#later(what: string, ms: number, run: () => unknown): void {
		clearTimeout(this.#timers.get(what));
		this.#timers.set(what, setTimeout(run, ms));
	}

	async older(): Promise<void> {
		const before = this.messages[0]?.id;
		if (!before) return;
		const path = `/conversations/${this.id}/messages?before=${before}&limit=${OLDER}`;
		const { items, more } = await call<{ items: Message[]; more: boolean }>('GET', path);
		if (this.messages[0]?.id !== before) return;
		this.messages = [...items, ...this.messages];
		this.more = more;
	}

	/** Shows it at once. What does not arrive stays, to be sent again or taken back. */
	async send(outgoing: Outgoing, anyway = false): Promise<boolean> {
		this.#put({ ...outgoing, state: 'sending' });
		const { client_id, text, note, mentions, attachments } = outgoing;
		const after = this.messages.at(-1)?.id;
		const body = {
			client_id,
			text,
			note,
			...(note && { mentions }),
			attachments: attachments.map(({ id }) => id),
			...(!note && after && { after, anyway }),
		};
		try {
			await call('POST', `/conversations/${this.id}/messages`, { body });
			// Its stream tells of it at once; where that is cut off it is read.
			if (!this.#has(client_id) && !this.connected) await this.again();
			return true;
		} catch (why) {
			const isOvertaken = why instanceof Refusal && why.code === 'conflict';
			this.#put({ ...outgoing, state: isOvertaken ? 'overtaken' : 'failed', why });
			return false;
		}
	}

	#put(sending: Sending): void {
		const others = this.outgoing.filter(({ client_id }) => client_id !== sending.client_id);
		this.#keep([...others, sending]);
	}

	/** It arrived, or is taken back. */
	#settle(client_id: string): void {
		if (this.outgoing.some((each) => each.client_id === client_id))
			this.#keep(this.outgoing.filter((each) => each.client_id !== client_id));
	}

	takeBack(client_id: string): void {
		this.#settle(client_id);
	}

	#keep(outgoing: readonly Sending[]): void {
		this.outgoing = outgoing;
		keepOutgoing(this.id, outgoing.map(outgoingOf));
	}
}

/** Without how it fares. */
export const outgoingOf = ({ client_id, text, note, mentions, attachments, at }: Sending): Outgoing => ({
	client_id,
	text,
	note,
	mentions,
	attachments,
	at,
});
