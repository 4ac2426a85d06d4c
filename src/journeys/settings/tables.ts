import type { Generated } from 'kysely';
import type { actorStamp } from '#core/access.ts';
import type { Json } from '#core/tables.ts';
import type { Content } from './content.ts';

/** A draft is nobody's but the team's; shared with some customers; in force for all the others; over; or stopped before it was in force. */
export const SETTINGS_STATES = ['draft', 'shared', 'live', 'past', 'stopped'] as const;
export type SettingsState = (typeof SETTINGS_STATES)[number];

/** How many journeys were done of those that are over. */
export type Completion = { done: number; over: number };

declare module '#core/db.ts' {
	interface Tables {
		offered_services: {
			service: string;
			id: string;
			is_off: Generated<boolean>;
			position: number | null;
			changed_at: Date;
		};
		service_settings: {
			service: string;
			version: number;
			state: SettingsState;
			share: Generated<number>;
			content: Json<Content>;
			taken_from: number | null;
			made_by: Json<ReturnType<typeof actorStamp>>;
			made_at: Date;
			changed_at: Date;
			shared_at: Date | null;
			live_at: Date | null;
			ended_at: Date | null;
			stopped_for: Json<{ shared: Completion; live: Completion }> | null;
		};
	}
}
