import { mount } from 'svelte';
import type { EditorText, Merged } from '#ui/editor/saving/merge-texts.ts';
import '../../../src/ui/tokens.css';
import '../../../src/ui/base.css';
import '../../../src/ui/console/console.css';
import '../editor/host.css';
import Host from './Host.svelte';

export type Given =
	| { view: 'versions'; names: Record<string, string>; canWrite: boolean }
	| { view: 'source'; canWrite: boolean }
	| { view: 'incoming'; revision: number; text: EditorText }
	| { view: 'conflict'; merged: Merged }
	| { view: 'preview' };

declare global {
	interface Window {
		given: Given & { article: string; lang: string };
		/** What the view told its page, in order. */
		told: unknown[];
	}
}

window.told = [];
mount(Host, { target: document.body, props: { given: window.given } });
