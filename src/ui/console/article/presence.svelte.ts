import { call } from '../call.ts';
import type { Desk } from './desk.svelte.ts';
import { tabId } from './tab.ts';

export type Present = { id: string; tab: string; lang: string; place: string };
type Told = { revision: number; has_incoming: boolean; people: Present[] };

const EVERY_MS = 10_000;

/** Says every ten seconds that this tab has the article open, and hears who else has and whether the text is newer. Stops when the page goes. */
export function presence(desk: Desk) {
	let people = $state.raw<Present[]>([]);
	let hasIncoming = $state(false);
	const path = `/articles/${desk.ref.article}/presence`;

	async function tell() {
		if (document.hidden) return;
		const body = { tab: tabId(), lang: desk.ref.lang, place: 'body' };
		const told = await call<Told>('PUT', path, { body }).catch(() => undefined);
		if (!told) return;
		people = told.people;
		hasIncoming = told.has_incoming;
		await desk.follow(told.revision).catch(() => {});
	}

	$effect(() => {
		void tell();
		const ticking = setInterval(() => void tell(), EVERY_MS);
		document.addEventListener('visibilitychange', tell);
		return () => {
			clearInterval(ticking);
			document.removeEventListener('visibilitychange', tell);
			void call('DELETE', `${path}?tab=${tabId()}`, { keepalive: true }).catch(() => {});
		};
	});
	return {
		/** Hears it at once, after an act of our own. */
		tell,
		get people() {
			return people;
		},
		get hasIncoming() {
			return hasIncoming;
		},
	};
}
