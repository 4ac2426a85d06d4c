import { untrack } from 'svelte';
import type { IconName } from '../icons.ts';
import { isComposing } from '../composing.ts';

/** What can be done on the page in sight: by a key, and by its name in the palette. */
export type Command = {
	id: string;
	label: string;
	icon: IconName;
	/** As `KeyboardEvent.key` says it: `r`, `Enter`, `?`. */
	key?: string;
	/** Its key is listed, but the palette does not offer it: moving in a list, for instance. */
	keyOnly?: boolean;
	run: () => unknown;
};

class Commands {
	#offers = $state.raw<readonly (() => readonly Command[])[]>([]);
	readonly list = $derived(this.#offers.flatMap((offer) => offer()));

	/** Offers them until the function that is returned is called, as an effect wants it. */
	offer(of: () => readonly Command[]): () => void {
		this.#offers = [...untrack(() => this.#offers), of];
		return () => (this.#offers = this.#offers.filter((each) => each !== of));
	}

	/** Runs what the key stands for, unless somebody writes or a dialog is open. */
	hear(event: KeyboardEvent): void {
		if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isComposing(event)) return;
		if (isWriting(event.target) || document.querySelector('dialog:modal, [popover]:popover-open')) return;
		const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
		// A button or link in focus takes Enter itself.
		if (key === 'Enter' && event.target instanceof Element && event.target.closest('a, button, summary')) return;
		const command = this.list.findLast((each) => each.key === key);
		if (!command) return;
		event.preventDefault();
		void command.run();
	}
}

const isWriting = (target: EventTarget | null) =>
	target instanceof HTMLElement &&
	(target.isContentEditable || target.matches('textarea, select, input:not([type="checkbox"], [type="radio"])'));

export const commands = new Commands();
