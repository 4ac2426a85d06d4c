import { createContext } from 'svelte';
import { call } from '../call.ts';
import type { Alerts } from './alerts.svelte.ts';
import { follow } from './follow.ts';
import type { Counts } from './list-types.ts';
import type { ColleagueQuestion } from './types.ts';

/** What all of the console knows of the inbox: how much waits, and when to look again. */
export class Inbox {
	counts = $state.raw<Counts>({});
	/** Grows with every hint that something changed. */
	hints = $state(0);
	/** What the assistant waits to hear. */
	questions = $state.raw<readonly ColleagueQuestion[]>([]);

	/** The teams one is on, by id. */
	teams = $state.raw<readonly string[]>([]);
	readonly alerts: Alerts;

	constructor(alerts: Alerts) {
		this.alerts = alerts;
	}

	follow(): () => void {
		const hint = () => {
			this.hints += 1;
			this.alerts.hear();
		};
		return follow('/inbox/stream', {
			on: {
				hint,
				reset: hint,
				counts: (data) => this.#count(data as Counts),
				mention: (data) => this.alerts.mentioned((data as { conversation_id: string }).conversation_id),
			},
			stays: () => this.alerts.isOn,
		});
	}

	/** The title of a page, with how much waits: it is read in the browser's row of tabs. */
	titled(text: string): string {
		return `${this.counts.for_me ? `(${this.counts.for_me}) ` : ''}${text} – Saunders`;
	}

	#count(counts: Counts): void {
		this.counts = counts;
		// Another one may have come for one that went.
		if (counts.colleague_questions || this.questions.length > 0) void this.ask();
	}

	async ask(): Promise<void> {
		const { items } = await call<{ items: ColleagueQuestion[] }>('GET', '/colleague-questions').catch(() => ({
			items: this.questions,
		}));
		this.questions = items;
	}
}

/** Of the frame, for the pages in it. */
export const [useInbox, setInbox] = createContext<Inbox>();
