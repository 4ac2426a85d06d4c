/** A short word on what just happened, with a way back where there is one. `failed` stays until it is closed. */
export type Toast = { id: number; text: string; failed: boolean; undo?: (() => void) | undefined };

const STAYS_MS = 8_000;

class Toasts {
	list = $state<Toast[]>([]);
	#next = 0;

	/** Says it for eight seconds; undoing takes a moment to decide, so that is long enough. */
	say(text: string, undo?: () => void): void {
		const id = this.#add({ text, failed: false, undo });
		setTimeout(() => this.close(id), STAYS_MS);
	}

	fail(text: string): void {
		this.#add({ text, failed: true });
	}

	close(id: number): void {
		this.list = this.list.filter((toast) => toast.id !== id);
	}

	#add(toast: Omit<Toast, 'id'>): number {
		const id = this.#next++;
		this.list = [...this.list.slice(-3), { ...toast, id }];
		return id;
	}
}

export const toasts = new Toasts();
