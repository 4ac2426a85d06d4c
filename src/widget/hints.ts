import type { WidgetSettings } from './settings.ts';

type Hint = WidgetSettings['hints'][number];

const KEPT = 'saunders.hints';

/** Says what the owner wants said on this page, once to each visitor, and again looks when a script changes the page. */
export function hint(
	hints: Hint[],
	lang: string,
	dismiss: string | undefined,
	host: HTMLElement,
	isWanted: () => boolean,
	open: () => void,
): void {
	if (hints.length === 0) return;
	let timers: ReturnType<typeof setTimeout>[] = [];
	const look = () => {
		timers.forEach(clearTimeout);
		timers = hints
			.filter(({ id, path }) => fits(path) && !shown().includes(id))
			.map((each) => setTimeout(() => say(each), each.after * 1_000));
	};
	const say = ({ id, text }: Hint) => {
		const words = text[lang] ?? Object.values(text)[0];
		if (!words || !isWanted() || host.shadowRoot?.querySelector('.hint') || shown().includes(id)) return;
		keep(id);
		const bubble = document.createElement('div');
		bubble.className = 'hint';
		bubble.role = 'status';
		const [yes, no] = ['button', 'button'].map(() => document.createElement('button'));
		if (!yes || !no) return;
		yes.textContent = words;
		no.textContent = '×';
		no.ariaLabel = dismiss ?? null;
		yes.addEventListener('click', open);
		bubble.addEventListener('click', () => bubble.remove());
		bubble.append(yes, no);
		host.shadowRoot?.append(bubble);
	};
	const { navigation } = window as { navigation?: EventTarget };
	(navigation ?? window).addEventListener(navigation ? 'currententrychange' : 'popstate', look);
	look();
}

const fits = (pattern: string) =>
	new RegExp(`^${pattern.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*')}$`).test(location.pathname);

function shown(): string[] {
	try {
		return JSON.parse(localStorage.getItem(KEPT) ?? '[]') as string[];
	} catch {
		return [];
	}
}

function keep(id: string): void {
	try {
		localStorage.setItem(KEPT, JSON.stringify([...shown(), id]));
	} catch {
		// Where nothing can be kept, it may be said again on the next page.
	}
}
