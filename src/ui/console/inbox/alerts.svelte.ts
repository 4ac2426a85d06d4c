import type { SayHere } from '../../words.ts';
import { call } from '../call.ts';
import { inboxHref, type Item, type Page } from './list-types.ts';

const PREFIX = 'saunders.inbox';
const GATHER_MS = 700;
/** Nobody reads more than these at once. */
const LOOKED_AT = 20;

type Who = {
	say: SayHere;
	/** The conversation that is in sight, if one is. */
	seen: () => string | undefined;
	open: (href: string) => unknown;
	/** The teams one is on: what nobody has of other teams is no news. */
	teams: () => readonly string[];
};

/** Tells of new words from customers by the desktop's own notifications, and by a sound: both only where they were asked for in this browser. */
export class Alerts {
	isOn = $state(false);
	sounds = $state(false);
	readonly #who: Who;
	#timer: ReturnType<typeof setTimeout> | undefined;
	/** By conversation: when the customer wrote last, as far as it was told. */
	#told: Map<string, string> | undefined;

	constructor(who: Who) {
		this.#who = who;
	}

	/** In the browser only. */
	restore(): void {
		const granted = 'Notification' in window && Notification.permission === 'granted';
		this.isOn = granted && read('alerts') === 'on';
		this.sounds = read('sound') === 'on';
		if (this.isOn) void this.#look().catch(() => {});
	}

	/** Answers whether the browser lets us. */
	async turnOn(): Promise<boolean> {
		if (!('Notification' in window)) return false;
		if ((await Notification.requestPermission()) !== 'granted') return false;
		keep('alerts', 'on');
		this.isOn = true;
		await this.#look().catch(() => {});
		return true;
	}

	turnOff(): void {
		clearTimeout(this.#timer);
		this.#timer = undefined;
		keep('alerts', 'off');
		this.isOn = false;
		this.#told = undefined;
	}

	setSound(on: boolean): void {
		keep('sound', on ? 'on' : 'off');
		this.sounds = on;
		if (on) chime();
	}

	/** Something changed somewhere. */
	hear(): void {
		if (!this.isOn && !this.sounds) return;
		this.#timer ??= setTimeout(() => {
			this.#timer = undefined;
			void this.#look().catch(() => {});
		}, GATHER_MS);
	}

	mentioned(conversation: string): void {
		this.#tell(conversation, this.#who.say('inbox_mentioned'), '');
	}

	async #look(): Promise<void> {
		const views = ['mine', 'unassigned'].map((view) => call<Page>('GET', `/inbox?view=${view}&limit=${LOOKED_AT}`));
		const items = (await Promise.all(views)).flatMap((page) => page.items).filter((item) => this.#isOurs(item));
		const told = this.#told;
		this.#told = new Map(items.flatMap(({ id, last }) => (last ? [[id, last.at]] : [])));
		// What was there before one came is no news.
		if (!told) return;
		for (const { id, last, customer, subject } of items)
			if (last?.author === 'customer' && last.at > (told.get(id) ?? ''))
				this.#tell(id, customer.name || customer.email || subject, last.excerpt);
	}

	#isOurs({ assignee, team }: Item): boolean {
		return assignee !== null || team === null || this.#who.teams().includes(team.id);
	}

	#tell(id: string, title: string, body: string): void {
		if (!document.hidden && this.#who.seen() === id) return;
		if (this.sounds) chime();
		if (!this.isOn) return;
		// Another page of this browser tells the same under the same tag, so that it shows once.
		const shown = new Notification(title, { body, tag: `saunders-${id}` });
		shown.addEventListener('click', () => {
			window.focus();
			this.#who.open(inboxHref({}, id));
			shown.close();
		});
	}
}

/** Two short notes, made here: a file would have to be fetched. */
function chime(): void {
	const audio = new AudioContext();
	const gain = audio.createGain();
	gain.connect(audio.destination);
	gain.gain.setValueAtTime(0.08, audio.currentTime);
	gain.gain.exponentialRampToValueAtTime(0.001, audio.currentTime + 0.45);
	for (const [at, pitch] of [
		[0, 660],
		[0.12, 880],
	] as const) {
		const note = audio.createOscillator();
		note.frequency.value = pitch;
		note.connect(gain);
		note.start(audio.currentTime + at);
		note.stop(audio.currentTime + 0.45);
	}
	setTimeout(() => void audio.close(), 1_000);
}

function read(what: string): string | null {
	try {
		return localStorage.getItem(`${PREFIX}:${what}`);
	} catch {
		return null;
	}
}

function keep(what: string, value: string): void {
	try {
		localStorage.setItem(`${PREFIX}:${what}`, value);
	} catch {}
}
