/** Leaving by a link hides a page without saying so first in some browsers. */
const ENDS = ['visibilitychange', 'pagehide'];

/** Tells once, when the page is first hidden, how deep and how long its text was read: a count, of nobody. Whoever asks not to be followed is not counted. */
export function countReading(text: HTMLElement): void {
	const { doNotTrack, globalPrivacyControl } = navigator as Navigator & { globalPrivacyControl?: boolean };
	if (doNotTrack === '1' || globalPrivacyControl) return;
	let deepest = 0;
	let since = 0;
	const look = () => {
		const { top, height } = text.getBoundingClientRect();
		deepest = Math.max(deepest, (innerHeight - top) / (height || 1));
	};
	const turn = (event?: Event) => {
		if (!document.hidden && event?.type !== 'pagehide') {
			since ||= performance.now();
			return look();
		}
		if (!since) return;
		for (const type of ENDS) removeEventListener(type, turn, true);
		const seconds = (performance.now() - since) / 1_000;
		const time = 1 + [10, 60, 180].filter((limit) => seconds >= limit).length;
		const quarter = Math.min(4, Math.max(1, Math.ceil(deepest * 4)));
		const body = JSON.stringify({ translation_id: text.dataset.reading, quarter, time });
		// What a page fetches while it goes is not always sent.
		navigator.sendBeacon('/api/v1/views', body);
	};
	addEventListener('scroll', look, { passive: true });
	for (const type of ENDS) addEventListener(type, turn, true);
	turn();
}
