type Following = {
	/** The version from which to go on, where the address takes one. */
	since?: () => number;
	on: Record<string, (data: unknown) => void>;
	connected?: (is: boolean) => void;
	/** Whether it goes on while nobody looks at the page. */
	stays?: () => boolean;
};

const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 30_000;
/** A browser keeps six connections to a server: a tab that nobody looks at gives its own up. */
const UNSEEN_MS = 20_000;

/** Hears a stream of the API with the member's cookie, over and over again, until the function that is returned is called. */
export function follow(path: string, { since, on, connected, stays }: Following): () => void {
	let source: EventSource | undefined;
	let pause = FIRST_PAUSE_MS;
	let timer: ReturnType<typeof setTimeout> | undefined;

	const close = () => {
		clearTimeout(timer);
		source?.close();
		source = undefined;
	};
	const open = () => {
		close();
		const query = since ? `?since=${since()}` : '';
		source = new EventSource(`/api/v1${path}${query}`);
		source.addEventListener('open', () => {
			pause = FIRST_PAUSE_MS;
			connected?.(true);
		});
		source.addEventListener('error', () => {
			connected?.(false);
			// What is cut off the browser opens again by itself, what is refused it does not.
			if (source?.readyState !== EventSource.CLOSED) return;
			timer = setTimeout(open, pause);
			pause = Math.min(pause * 2, LONGEST_PAUSE_MS);
		});
		for (const [name, hear] of Object.entries(on))
			source.addEventListener(name, (event) => hear(JSON.parse((event as MessageEvent<string>).data)));
	};
	const look = () => {
		clearTimeout(timer);
		if (document.hidden) timer = setTimeout(() => stays?.() || close(), UNSEEN_MS);
		else if (!source || source.readyState === EventSource.CLOSED) open();
	};
	open();
	document.addEventListener('visibilitychange', look);
	return () => {
		document.removeEventListener('visibilitychange', look);
		close();
	};
}
