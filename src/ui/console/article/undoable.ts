import { toasts } from '../toasts.svelte.ts';
import { troubleIn } from '../trouble.ts';
import type { SayHere } from '../../words.ts';

type Undoable<Result> = {
	text: string;
	undo: () => Promise<Result>;
	/** What is said when it is undone. */
	undone: string;
	/** Runs afterwards, with what undoing it gave. */
	after: (result: Result) => void;
};

/** Says what was done, with a way back that says so too, or why it could not be. */
export function sayUndoable<Result>(say: SayHere, { text, undo, undone, after }: Undoable<Result>): void {
	toasts.say(text, () => {
		undo().then(
			(result) => {
				toasts.say(undone);
				after(result);
			},
			(error: unknown) => toasts.fail(troubleIn(say, error)),
		);
	});
}
