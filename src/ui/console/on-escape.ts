import { isComposing } from '../composing.ts';

/** An attachment: Escape inside of it does this, and nothing else. */
export const onEscape = (act: () => unknown) => (element: HTMLElement) => {
	const heard = (event: KeyboardEvent) => {
		if (event.key !== 'Escape' || isComposing(event)) return;
		event.preventDefault();
		event.stopPropagation();
		act();
	};
	element.addEventListener('keydown', heard);
	return () => element.removeEventListener('keydown', heard);
};
