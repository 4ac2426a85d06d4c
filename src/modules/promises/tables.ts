import type { Generated } from 'kysely';
import type { Calendar } from '#core/calendar/calendar.ts';
import type { Json } from '#core/tables.ts';
import type { Pause, PromiseKind, PromiseState, Reason, RuleInput, Step } from './kinds.ts';

declare module '#core/db.ts' {
	interface Tables {
		calendars: {
			id: string;
			name: string;
			zone: string | null;
			terms_id: string;
			created_at: Date;
			removed_at: Generated<Date | null>;
		};
		calendar_terms: {
			id: string;
			week: Json<Calendar['week']>;
			exceptions: Json<Calendar['exceptions']>;
			made_at: Date;
		};
		promise_rules: Omit<RuleInput, 'ladder'> & {
			id: string;
			ladder: Json<Step[]>;
			position: number;
			created_at: Date;
			removed_at: Generated<Date | null>;
		};
		promise_subjects: { type: string; id: string; responded_at: Generated<Date | null> };
		promises: {
			id: string;
			kind: PromiseKind;
			state: PromiseState;
			subject_type: string;
			subject_id: string;
			customer_id: string | null;
			channel: string | null;
			lang: string | null;
			rule_id: string | null;
			terms_id: string | null;
			zone: string;
			minutes: number;
			pauses: Pause[];
			ladder: Json<Step[]>;
			by_hand: boolean;
			made_by: string;
			started_at: Date;
			due_at: Date;
			spent_ms: Generated<number>;
			counted_from: Date | null;
			paused_at: Generated<Date | null>;
			paused_for: Generated<Pause[]>;
			told: Generated<number>;
			next_at: Date | null;
			done_at: Generated<Date | null>;
			done_by: Generated<string | null>;
			broken_at: Generated<Date | null>;
			ended_at: Generated<Date | null>;
			reason: Generated<Reason | null>;
			note: Generated<string>;
		};
	}
}
