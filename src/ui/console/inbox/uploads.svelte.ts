import { Refusal } from '../call.ts';
import { upload } from '../upload.ts';

export type Upload = { key: string; name: string; bytes: number; share: number; id?: string; why?: unknown };

/** As many as a message takes. */
export const MOST_FILES = 10;
/** As the API takes it, in bytes. */
const LARGEST = 50 * 1024 * 1024;

/** Files on their way to a message that is being written. */
export class Uploads {
	list = $state.raw<readonly Upload[]>([]);
	readonly #path: string;
	readonly #stops = new Map<string, AbortController>();
	#next = 0;

	constructor(conversation: string) {
		this.#path = `/conversations/${conversation}/files`;
	}

	get busy(): boolean {
		return this.list.some(({ id, why }) => !id && !why);
	}

	get ready(): { id: string; name: string }[] {
		return this.list.flatMap(({ id, name }) => (id ? [{ id, name }] : []));
	}

	add(files: Iterable<File>): void {
		for (const file of [...files].slice(0, MOST_FILES - this.list.length)) void this.#send(file);
	}

	async #send(file: File): Promise<void> {
		const key = String(this.#next++);
		const stop = new AbortController();
		this.#stops.set(key, stop);
		const name = file.name || 'file';
		this.list = [...this.list, { key, name, bytes: file.size, share: 0 }];
		if (file.size > LARGEST) return this.#change(key, { why: new Refusal(413, 'payload_too_large') });
		try {
			const onProgress = (share: number) => this.#change(key, { share });
			const { id } = await upload<{ id: string }>(file, name, { path: this.#path, onProgress, signal: stop.signal });
			this.#change(key, { id, share: 1 });
		} catch (why) {
			this.#change(key, { why });
		}
	}

	#change(key: string, change: Partial<Upload>): void {
		this.list = this.list.map((each) => (each.key === key ? { ...each, ...change } : each));
	}

	drop(key: string): void {
		this.#stops.get(key)?.abort();
		this.list = this.list.filter((each) => each.key !== key);
	}

	clear(): void {
		this.list = [];
	}
}
