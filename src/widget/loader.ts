import { paint } from './look.ts';
import type { WidgetSettings } from './settings.ts';

// Put before this script by whoever hands it out.
declare const SETTINGS: WidgetSettings;

type Listener = (detail: unknown) => void;
type Api = {
	open(): void;
	close(): void;
	toggle(): void;
	/** The host's signed word on who its user is; `null`: signed out. */
	identify(token: string | null): void;
	/** `open`, `close`, `unread` (a number), `identity` (`{ verified, reason }`). Returns how to stop listening. */
	on(name: string, listener: Listener): () => void;
};
declare global {
	interface Window {
		Saunders?: Api;
	}
}

const KEPT = 'saunders.chat';

// A page that includes us twice has one chat.
if (!window.Saunders && document.currentScript instanceof HTMLScriptElement) start(document.currentScript);

function start({ dataset, src }: HTMLScriptElement): void {
	const { origin } = new URL(src);
	const wanted = dataset.lang ?? (document.documentElement.lang || navigator.language);
	const [lang, named] = nameFor(wanted);
	const look = {
		position: dataset.position ?? SETTINGS.position,
		colour: dataset.color ?? SETTINGS.colour,
		label: dataset.label ?? SETTINGS.label,
	};
	const title = look.label || named || SETTINGS.label;
	const { host, button, badge, room } = paint(look, title, lang);
	const listeners = new Map<string, Set<Listener>>();
	let frame: HTMLIFrameElement | undefined;
	let isOpen = false;
	let isLoaded = false;
	let identity: string | null | undefined = dataset.identity;

	const emit = (name: string, detail?: unknown) => listeners.get(name)?.forEach((listener) => listener(detail));
	const post = () => {
		if (isLoaded) frame?.contentWindow?.postMessage({ saunders: 'stand', isOpen, identity }, origin);
	};
	const load = () => {
		if (frame) return;
		frame = frameOn(`${origin}/embed/${lang}`, title);
		frame.addEventListener('load', () => {
			isLoaded = true;
			post();
		});
		room.append(frame);
	};
	const show = (next: boolean, isQuiet = false) => {
		if (next === isOpen) return;
		isOpen = next;
		if (next) load();
		host.toggleAttribute('open', next);
		room.hidden = !next;
		button.ariaExpanded = String(next);
		remember(next ? 'open' : 'closed');
		post();
		if (!isQuiet) (next ? frame : button)?.focus();
		emit(next ? 'open' : 'close');
	};

	button.addEventListener('click', () => show(!isOpen));
	addEventListener('keydown', ({ key }) => key === 'Escape' && show(false));
	addEventListener('message', ({ source, origin: from, data }: MessageEvent) => {
		if (from !== origin || !frame || source !== frame.contentWindow) return;
		const { saunders: what, detail } = data;
		if (what === 'close') return show(false);
		if (what === 'unread') {
			badge.textContent = detail > 9 ? '9+' : String(detail || '');
			badge.hidden = !detail;
		}
		emit(what, detail);
	});

	window.Saunders = {
		open: () => show(true),
		close: () => show(false),
		toggle: () => show(!isOpen),
		identify: (token) => {
			identity = token;
			post();
		},
		on: (name, listener) => {
			const heard = listeners.get(name) ?? new Set();
			listeners.set(name, heard.add(listener));
			return () => heard.delete(listener);
		},
	};
	// Beside the body and not in it: a site that swaps its body keeps us.
	document.documentElement.append(host);
	const whenIdle = window.requestIdleCallback ?? setTimeout;
	const before = remembered();
	if (before === 'open' || (!before && dataset.open !== undefined && dataset.open !== 'false')) show(true, true);
	// A talk that was begun goes on being heard on the next page, when that has nothing better to do.
	else if (before) whenIdle(load);
	if (!SETTINGS.hasHints) return;
	// Not by an element, whose address a page with Trusted Types refuses. What the page's policy forbids is not the page's trouble.
	whenIdle(() => import(/* @vite-ignore */ `${origin}/widget-hints.js`).catch(() => {}));
}

function frameOn(src: string, title: string): HTMLIFrameElement {
	const allow = 'microphone; autoplay; clipboard-write';
	return Object.assign(document.createElement('iframe'), { src, title, allow });
}

/** `zh-TW` is written as in Taiwan, and any other Chinese as on the mainland. */
function nameFor(wanted: string): [string, string] {
	const names: Record<string, string> = SETTINGS.names;
	const tag = wanted.toLowerCase();
	const chinese = /hant|tw|hk|mo/.test(tag) ? 'zh-Hant' : 'zh-Hans';
	const lang = tag.startsWith('zh') ? chinese : tag.slice(0, 2);
	// The site's own language comes first, and there always is one.
	const [first = 'en'] = Object.keys(names);
	const spoken = lang in names ? lang : first;
	return [spoken, names[spoken] ?? ''];
}

function remember(what: string): void {
	try {
		sessionStorage.setItem(KEPT, what);
	} catch {
		// A browser may forbid it: then the next page begins closed.
	}
}

function remembered(): string | null {
	try {
		return sessionStorage.getItem(KEPT);
	} catch {
		return null;
	}
}
