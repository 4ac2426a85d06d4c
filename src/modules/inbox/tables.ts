import type { Generated } from 'kysely';
import type { Json } from '#core/tables.ts';

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
		conversation_tags: { conversation_id: string; tag_id: string };
		inbox_views: {
			id: string;
			owner_id: string;
			name: string;
			is_shared: boolean;
			filter: Json<object>;
			created_at: Date;
		};
	}
}
