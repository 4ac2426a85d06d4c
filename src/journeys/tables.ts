import type { Generated } from 'kysely';
import type { Assurance } from '#core/access.ts';
import type { Json } from '#core/tables.ts';
import type { Result } from './definition.ts';

export const JOURNEY_STATES = [
	'open',
	'with_team',
	'pending',
	'done',
	'undone',
	'failed',
	'stopped',
	'expired',
] as const;
export type JourneyState = (typeof JOURNEY_STATES)[number];

/** Who gave an answer: the customer when asked, the customer in passing, what we knew, or somebody on the team. */
export const SOURCES = ['asked', 'said', 'known', 'team'] as const;
export type Source = (typeof SOURCES)[number];

export type Answer = {
	value: unknown;
	/** The question and the answer in words, as they stood when it was given. */
	label: string;
	shown: string;
	by: Source;
	channel: string;
	at: string;
	/** Something before it has changed since: it is read again before it counts. */
	stale?: true;
	/** Given before its question came up, as it was written: it is read when that comes up. */
	early?: true;
	/** To be asked again; what it was is only shown. */
	reopened?: true;
};

/** What was said, by its time; it may answer a question that comes later. */
export type Heard = { text: string; at: string };

/** What was offered to choose from with a question, in order. `narrowed`: less than there is, by what was said. */
export type Shown = {
	name: string;
	values: string[];
	narrowed: boolean;
	/** From which on it is shown, where a few are shown at a time. */
	from: number;
};

declare module '#core/db.ts' {
	interface Tables {
		journeys: {
			id: string;
			service: string;
			service_version: number;
			settings_version: number | null;
			customer_id: string;
			code: string;
			state: Generated<JourneyState>;
			channel: string;
			lang: string;
			zone: string;
			answers: Json<Record<string, Answer>>;
			heard: Json<Heard[]>;
			shown: Json<Shown> | null;
			/** How sure its customer has been seen to be who they are. */
			proven: Generated<Assurance>;
			result: Json<Result> | null;
			remind_email: string | null;
			noticed_at: Date | null;
			/** Begun by the program for its customer. */
			proposed: Generated<boolean>;
			begun_at: Date;
			updated_at: Date;
			done_at: Date | null;
			undo_until: Date | null;
			asked_outside_at: Date | null;
		};
		journey_holders: { journey_id: string; customer_id: string; at: Date };
	}
}
