import type { Store } from './outbox.ts';

const KEY = 'saunders.sound';

/** Until the customer chooses, as the owner wants it. */
export function soundAtFirst(store: Store, isOn: boolean): void {
	if (isOn && store.getItem(KEY) === null) store.setItem(KEY, 'on');
}

/** Off until somebody switches it on. */
export const isSounding = (store: Store): boolean => store.getItem(KEY) === 'on';

export function setSounding(store: Store, isOn: boolean): void {
	store.setItem(KEY, isOn ? 'on' : 'off');
	if (isOn) void chime();
}

/** Most never hear it: it comes when it is to sound. */
export async function chime(): Promise<void> {
	(await import('./chime.ts')).chime();
}
