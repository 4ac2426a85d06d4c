import { toasts } from '../toasts.svelte.ts';
import { troubleIn } from '../trouble.ts';
import type { SayHere } from '../../words.ts';

type Undoable = {
	text: string;
	undo: () => Promise<void>;
	/** What is said when it is undone. */
	undone: string;
	/** Runs afterwards. */
	then: () => void;
};

/** Says what was done, with a way back that says so too, or why it could not be. */
export function sayUndoable(say: SayHere, { text, undo, undone, then }: Undoable): void {
	toasts.say(text, () => {
		undo().then(
			() => {
				toasts.say(undone);
				then();
			},
			(error: unknown) => toasts.fail(troubleIn(say, error)),
		);
	});
}
