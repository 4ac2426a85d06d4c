import type { Model } from '../model.svelte.ts';

type Pressed = SubmitEvent & { currentTarget: HTMLFormElement };

/** Says what was pressed, or all that was ticked around it. Without a script the form posts the same. */
export function press({ talk }: Model, event: Pressed): void {
	if (!talk) return;
	event.preventDefault();
	const { currentTarget: form, submitter } = event;
	const ticked = new FormData(form).getAll('text').map(String);
	const own = submitter instanceof HTMLButtonElement ? submitter.value : '';
	const text = [...ticked, own].filter(Boolean).join(', ');
	if (!text) return;
	talk.say(text);
	// What was pressed is gone now; whoever uses the keyboard stays where they were.
	form.closest<HTMLElement>('[role=log]')?.focus({ preventScroll: true });
}
