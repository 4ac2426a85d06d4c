import { toasts } from '../toasts.svelte.ts';

type Undoable = {
	text: string;
	undo: () => Promise<unknown>;
	/** What is said when it is undone. */
	undone: string;
	/** Runs afterwards. */
	after: () => unknown;
};

/** Says what was done, with a way back that says so too, or why it could not be. */
export function sayUndoable({ text, undo, undone, after }: Undoable): void {
	toasts.say(text, async () => {
		await undo();
		toasts.say(undone);
		await after();
	});
}
