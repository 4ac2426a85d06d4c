const EDGE = 8;

/** Moves what has just been opened to where all of it is seen: aside, or above what it belongs to. */
export function keepInSight(panel: HTMLElement): void {
	panel.style.translate = 'none';
	if (getComputedStyle(panel).position === 'fixed') return;
	const { left, right, top, bottom, height } = panel.getBoundingClientRect();
	const sight = sightOf(panel);
	const aside = left < sight.left + EDGE ? sight.left + EDGE - left : Math.min(0, sight.right - EDGE - right);
	const lift = height + (panel.parentElement?.offsetHeight ?? 0) + EDGE;
	const isBelow = bottom > sight.bottom - EDGE && top - lift > sight.top;
	panel.style.translate = `${aside}px ${isBelow ? -lift : 0}px`;
}

/** What scrolls cuts off what hangs over its edges. */
function sightOf(element: HTMLElement): { left: number; right: number; top: number; bottom: number } {
	for (let at = element.parentElement; at && at !== document.body; at = at.parentElement)
		if (getComputedStyle(at).overflow !== 'visible') return at.getBoundingClientRect();
	return { left: 0, right: innerWidth, top: 0, bottom: innerHeight };
}
