/** A short word on what just happened, with a way back where there is one. `failed` stays until it is closed. */
export type Toast = { id: number; text: string; failed: boolean; undo?: (() => unknown) | undefined };

const STAYS_MS = 8_000;

class Toasts {
	list = $state<Toast[]>([]);
	/** Dialogs that are open, the topmost last: what lies under one can be neither pressed nor heard. */
	dialogs = $state.raw<readonly string[]>([]);
	#next = 0;

	/** Says it for eight seconds; undoing takes a moment to decide, so that is long enough. An `undo` that fails is told. */
	say(text: string, undo?: () => unknown): void {
		const id = this.#add({ text, failed: false, undo });
		setTimeout(() => this.close(id), STAYS_MS);
	}

	fail(text: string): void {
		this.#add({ text, failed: true });
	}

	close(id: number): void {
		this.list = this.list.filter((toast) => toast.id !== id);
	}

	/** Shows them in a dialog, until it closes. */
	enter(dialog: string): () => void {
		this.dialogs = [...this.dialogs, dialog];
		return () => (this.dialogs = this.dialogs.filter((each) => each !== dialog));
	}

	#add(toast: Omit<Toast, 'id'>): number {
		const id = this.#next++;
		this.list = [...this.list.slice(-3), { ...toast, id }];
		return id;
	}
}

export const toasts = new Toasts();
