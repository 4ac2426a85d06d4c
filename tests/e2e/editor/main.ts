import { mount } from 'svelte';
import type { Doc } from '#modules/knowledge/browser.ts';
import '../../../src/ui/tokens.css';
import '../../../src/ui/base.css';
import '../../../src/ui/console/console.css';
import './host.css';
import Host from './Host.svelte';

/** How a test reaches the editor of the page from outside of it. */
export type Hosted = {
	/** Each document that `onchange` was told, the last at the end. */
	told: Doc[];
	/** How the next uploads go: a name that holds `fails` fails once; they wait until `release` is called if `hold` is set. */
	uploads: { hold: boolean; names: string[]; failed: Set<string>; release(): void };
	read(): Doc;
	replace(doc: Doc): void;
	focus(at?: 'start' | 'end' | { block: string }): void;
	setReadonly(readonly: boolean): void;
};

declare global {
	interface Window {
		host: Hosted;
		doc: Doc;
	}
}

new MutationObserver((_, observer) => {
	if (!document.querySelector('.ProseMirror')) return;
	performance.mark('opened');
	observer.disconnect();
}).observe(document.body, { childList: true, subtree: true });

mount(Host, { target: document.body, props: { doc: window.doc ?? { type: 'doc', content: [] } } });
