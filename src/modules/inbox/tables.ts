import type { Generated } from 'kysely';
import type { Json } from '#core/tables.ts';
import type { Sorted } from './acts/state.ts';
import type { MacroStep } from './replies/steps.ts';

export const ASSIGNMENTS = ['by_hand', 'round_robin', 'least_load'] as const;
export type Assignment = (typeof ASSIGNMENTS)[number];

declare module '#core/db.ts' {
	interface Tables {
		teams: { id: string; name: string; assignment: Assignment | null; created_at: Date };
		team_members: { team_id: string; member_id: string };
		inbox_members: {
			member_id: string;
			available: boolean;
			away_since: Date | null;
			capacity: number | null;
			langs: string[];
			given_at: Generated<Date | null>;
		};
		tags: { id: string; name: string; colour: string; created_at: Date };
		inbox_views: {
			id: string;
			owner_id: string;
			name: string;
			is_shared: boolean;
			filter: Json<object>;
			created_at: Date;
		};
		canned_replies: {
			id: string;
			owner_id: string | null;
			title: string;
			shortcut: string | null;
			folder: string;
			bodies: Json<Record<string, string>>;
			created_at: Date;
			updated_at: Date;
		};
		macros: {
			id: string;
			owner_id: string | null;
			title: string;
			steps: Json<MacroStep[]>;
			created_at: Date;
			updated_at: Date;
		};
		inbox_acts: {
			id: string;
			kind: string;
			actor_id: string;
			macro_id: string | null;
			at: Date;
			undone_at: Date | null;
		};
		inbox_act_items: { act_id: string; conversation_id: string; before: Json<Sorted>; after: Json<Sorted> };
	}
}
