import { call } from '../call.ts';
import { keepDraft, readDraft } from './drafts.ts';
import type { Thread } from './thread.svelte.ts';
import type { Colleague } from './types.ts';
import { Uploads } from './uploads.svelte.ts';

export type Mode = 'reply' | 'note';

/** The other side is told again after so long that somebody still types. */
const TELL_EVERY_MS = 3_000;

/** What is being written to a conversation: a reply and a note, each with its own draft. */
export class Composing {
	mode = $state<Mode>('reply');
	text = $state('');
	/** Names that were picked, by their ids. */
	#mentions = $state.raw<Record<string, string>>({});
	readonly uploads: Uploads;
	readonly #thread: Thread;
	#told = 0;

	constructor(thread: Thread) {
		this.#thread = thread;
		this.uploads = new Uploads(thread.id);
	}

	get isEmpty(): boolean {
		return this.text.trim() === '' && this.uploads.ready.length === 0;
	}

	open(mode: Mode): void {
		this.mode = mode;
		const draft = readDraft(this.#thread.id, mode);
		this.text = draft.text;
		this.#mentions = draft.mentions ?? {};
	}

	write(text: string): void {
		this.text = text;
		keepDraft(this.#thread.id, this.mode, { text, mentions: this.#mentions });
		if (this.mode === 'reply' && text.trim()) this.#tell();
	}

	mention({ id, name }: Colleague): void {
		this.#mentions = { ...this.#mentions, [id]: name };
	}

	#tell(): void {
		if (Date.now() - this.#told < TELL_EVERY_MS) return;
		this.#told = Date.now();
		void call('POST', `/conversations/${this.#thread.id}/typing`).catch(() => {});
	}

	/** Empties the field at once; what does not arrive stays in the conversation, to be sent again. */
	send(): Promise<boolean> {
		const text = this.text.trim();
		const mentions = Object.entries(this.#mentions).flatMap(([id, name]) => (text.includes(`@${name}`) ? [id] : []));
		const sent = this.#thread.send({
			client_id: newClientId(),
			text,
			note: this.mode === 'note',
			mentions,
			attachments: this.uploads.ready,
			at: new Date().toISOString(),
		});
		this.uploads.clear();
		this.#mentions = {};
		this.#told = 0;
		this.write('');
		return sent;
	}
}

/** Browsers make UUIDs on secure pages only, and an office may run this on plain http. */
const newClientId = () =>
	Array.from(crypto.getRandomValues(new Uint8Array(12)), (byte) => byte.toString(16).padStart(2, '0')).join('');
