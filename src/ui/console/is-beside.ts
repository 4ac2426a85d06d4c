/** Whether a dialog was pressed beside what it shows. A press on its scrollbar is one on the dialog as well. */
export function isBeside({ target, currentTarget, clientX, clientY }: PointerEvent): boolean {
	if (!(currentTarget instanceof HTMLElement) || target !== currentTarget) return false;
	const { left, right, top, bottom } = currentTarget.getBoundingClientRect();
	return clientX < left || clientX > right || clientY < top || clientY > bottom;
}
