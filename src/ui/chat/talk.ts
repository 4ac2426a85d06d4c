import { type Core, talkCore, type TalkOptions } from './core.ts';
import { hearing } from './hearing.ts';
import { joining } from './joining.ts';
import type { Pending } from './outbox.ts';
import { asRefusal, sender } from './send.ts';
import type { FileFacts, Message, Packet } from './shapes.ts';
import { withMessage } from './talk-state.ts';

export type Talk = ReturnType<typeof openTalk>;

const TYPING_EVERY_MS = 2_000;

/** One conversation, as one browser has it: kept in step with the server and with its other tabs, and sending what is written, once. */
export function openTalk(options: TalkOptions) {
	const core = talkCore(options);
	const heard = hearing(core);
	// Each needs the other: a line that is back sends, and what is sent may begin the conversation.
	let send = () => {};
	const tabs = joining(core, heard, () => send());
	send = sending(core, tabs);
	tabs.join();
	send();
	if (options.start) heard.acknowledge();
	return {
		state: core.state,
		...writing(core, tabs, send),
		...asking(core, tabs),
		/** Somebody looks again: what came meanwhile is read. */
		look: () => {
			heard.acknowledge();
			if (core.state().id) void heard.read().catch((error: unknown) => core.set({ trouble: asRefusal(error) }));
			send();
		},
		stop: () => {
			core.ended.abort();
			tabs.leave();
		},
	};
}

type Tabs = ReturnType<typeof joining>;

function sending(core: Core, tabs: Tabs) {
	const { wire, box, state, set, at } = core;
	const post = async ({ client_id, text, attachments }: Pending) => {
		await tabs.begun(`open-${client_id}`);
		const body = { text, client_id, attachments: attachments.map(({ id }) => id) };
		const said = await wire.call<Said>('POST', at('/messages'), { body });
		box.remove(client_id);
		// It was closed long ago: what was said now is another matter.
		if (said.conversation_id !== state().id) return void (await tabs.enter(said.conversation_id).catch(() => {}));
		const { messages } = state();
		if (!messages.some(({ id }) => id === said.id))
			set({ messages: withMessage(messages, ownMessage(said, { client_id, text, attachments })) });
	};
	return sender(
		{
			box,
			alone: tabs.alone,
			post,
			told: (trouble) => {
				set({ trouble, ...(trouble?.status === 0 ? { isOnline: false } : !trouble && { isOnline: true }) });
				tabs.queued();
			},
			lost: async () => tabs.startAnew(),
		},
		core.ended.signal,
	);
}

/** What the customer says. */
function writing({ wire, box, at }: Core, tabs: Tabs, send: () => void) {
	return {
		say: (text: string, attachments: FileFacts[] = []) => {
			box.add({ client_id: newKey(), text, attachments, at: new Date().toISOString() });
			tabs.queued();
			send();
		},
		retry: (client_id: string) => {
			const item = box.all().find((each) => each.client_id === client_id);
			if (!item) return;
			const { failed: _, ...again } = item;
			box.remove(client_id);
			box.add(again);
			tabs.queued();
			send();
		},
		/** Takes back what has not arrived. */
		drop: (client_id: string) => {
			box.remove(client_id);
			tabs.queued();
		},
		edit: (id: string, text: string) => wire.call('PATCH', at(`/messages/${id}`), { body: { text } }),
		withdraw: (id: string) => wire.call('DELETE', at(`/messages/${id}`)),
		upload: async (file: File, progress: (part: number) => void, signal: AbortSignal): Promise<FileFacts> => {
			await tabs.begun(newKey());
			return wire.upload(at(`/files?name=${encodeURIComponent(file.name)}`), file, progress, signal);
		},
	};
}

/** What the customer does beside speaking. */
function asking({ wire, state, set, at }: Core, tabs: Tabs) {
	let typedAt = 0;
	return {
		older: async () => {
			const path = at(`/messages?before=${state().messages[0]?.id}`);
			const { items, more } = await wire.call<{ items: Message[]; more: boolean }>('GET', path);
			set({ messages: items.reduce(withMessage, state().messages), more });
		},
		/** Asks for a person; what is passed on comes back and can be changed. */
		person: async () => {
			await tabs.begun(newKey());
			const { id, packet } = await wire.call<{ id: string; packet: Packet }>('POST', at('/handoff'), { body: {} });
			set({ handoff: { id, state: 'waiting' }, packet, holder: 'team' });
		},
		changePacket: async (body: { goal?: string; note?: string; without?: string[] }) =>
			set({ packet: await wire.call<Packet>('PUT', at('/packet'), { body }) }),
		giveEmail: async (email: string) => {
			await wire.call('PUT', at('/email'), { body: { email } });
			const others = state().identities.filter(({ kind }) => kind !== 'email');
			set({ identities: [...others, { kind: 'email', value: email }] });
		},
		rate: (question: string, solved: boolean, missing?: string) =>
			wire.call('PUT', `/questions/${question}/rating`, { body: { solved, ...(missing && { missing }) } }),
		/** Whether the matter is settled; `null`: would rather not say. */
		feedback: (solved: boolean | null, more: { reasons?: string[]; text?: string } = {}) =>
			wire.call('PUT', at('/feedback'), { body: { solved, ...more } }),
		/** Lets the assistant ask somebody on the team and go on itself. */
		askColleague: () => wire.call('POST', at('/colleague-question')),
		typing: () => {
			if (!state().id || Date.now() - typedAt < TYPING_EVERY_MS) return;
			typedAt = Date.now();
			void wire.call('POST', at('/typing')).catch(() => {});
		},
	};
}

type Said = { id: string; conversation_id: string; at: string; version: number };

/** Until the stream brings it whole. */
function ownMessage({ id, at, version }: Said, said: Omit<Pending, 'at'>): Message {
	const rest = { name: null, edited_at: null, withdrawn: false, superseded: false };
	return { ...said, id, at, version, author: 'customer', kind: 'message', ...rest };
}

/** Not `randomUUID`, which browsers keep to pages behind https. */
function newKey(): string {
	return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
