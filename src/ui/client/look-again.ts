const EVERY_MS = 4_000;

/** What takes its time is looked at again, until it is no longer waited for; the page then shows what came of it. */
export function lookAgain(part: HTMLElement): void {
	const timer = setInterval(() => void look().catch(() => {}), EVERY_MS);
	const look = async () => {
		if (document.hidden) return;
		const page = new DOMParser().parseFromString(await (await fetch(location.href)).text(), 'text/html');
		if (page.querySelector('[data-again]') || !page.querySelector('[data-journey]')) return;
		clearInterval(timer);
		if (part.isConnected) location.reload();
	};
}
