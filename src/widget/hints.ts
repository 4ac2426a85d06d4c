import type { HintSettings } from './settings.ts';

// Put before this script by whoever hands it out. It comes after the loader, and only where there are hints.
declare const HINTS: HintSettings;

type Hint = HintSettings['hints'][number];

const KEPT = 'saunders.hints';

const STYLE = `
.hint{bottom:88px;width:max-content;max-width:min(280px,100vw - 32px);position:fixed;display:flex;border-radius:14px;background:#fff;color:#16211f;box-shadow:0 4px 20px #0004}
.hint button{background:none;color:inherit;padding:12px;text-align:start;min-width:44px;min-height:44px;overflow-wrap:anywhere}`;

const host = document.querySelector<HTMLElement>('saunders-chat');
if (host?.shadowRoot) hint(host, host.shadowRoot);

/** Says what the owner wants said on this page, once to each visitor, and again looks when a script changes the page. */
function hint({ lang }: HTMLElement, shadow: ShadowRoot): void {
	let timers: ReturnType<typeof setTimeout>[] = [];
	let bubble: HTMLElement | undefined;
	let isOpen = shadow.host.hasAttribute('open');
	const look = () => {
		timers.forEach(clearTimeout);
		timers = HINTS.hints
			.filter(({ id, path }) => fits(path) && !shown().includes(id))
			.map((each) => setTimeout(() => say(each), each.after * 1_000));
	};
	const say = ({ id, text }: Hint) => {
		const words = inLang(text, lang);
		if (!words || isOpen || bubble?.isConnected || shown().includes(id)) return;
		keep(id);
		bubble = bubbleOf(words, inLang(HINTS.dismiss, lang) ?? '');
		shadow.append(bubble);
	};
	window.Saunders?.on('open', () => {
		isOpen = true;
		bubble?.remove();
	});
	window.Saunders?.on('close', () => (isOpen = false));
	const sheet = new CSSStyleSheet();
	sheet.replaceSync(STYLE);
	shadow.adoptedStyleSheets.push(sheet);
	const { navigation } = window as { navigation?: EventTarget };
	(navigation ?? window).addEventListener(navigation ? 'currententrychange' : 'popstate', look);
	look();
}

function bubbleOf(words: string, dismiss: string): HTMLElement {
	const bubble = document.createElement('div');
	bubble.className = 'hint';
	bubble.role = 'status';
	const yes = document.createElement('button');
	const no = document.createElement('button');
	yes.textContent = words;
	no.textContent = '×';
	no.ariaLabel = dismiss;
	yes.addEventListener('click', () => window.Saunders?.open());
	no.addEventListener('click', () => bubble.remove());
	bubble.append(yes, no);
	return bubble;
}

function inLang(text: Record<string, string>, lang: string): string | undefined {
	return text[lang] ?? Object.values(text)[0];
}

function fits(pattern: string): boolean {
	const form = pattern.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*');
	return new RegExp(`^${form}$`).test(location.pathname);
}

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
