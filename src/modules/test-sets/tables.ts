import type { Generated } from 'kysely';
import type { Actor } from '#core/access.ts';
import type { Json } from '#core/tables.ts';
import type { Outcome } from '#modules/assistant/index.ts';
import type { Batch } from '#modules/knowledge/index.ts';
import type { Expected } from './expected.ts';

export type Against = 'live' | 'drafts';
export type RunState = 'waiting' | 'running' | 'done' | 'cancelled' | 'failed';

declare module '#core/db.ts' {
	interface Tables {
		test_sets: { id: string; name: string; guards: boolean; created_at: Date; removed_at: Date | null };
		test_questions: {
			id: string;
			set_id: string;
			text: string;
			lang: string;
			expected: Expected;
			article_id: string | null;
			question_id: string | null;
			customer_id: string | null;
			created_at: Date;
			removed_at: Date | null;
		};
		test_runs: {
			id: string;
			set_id: string;
			against: Against;
			batch: Json<Batch> | null;
			state: RunState;
			content_version: Generated<number | null>;
			tried: Generated<number | null>;
			waiting: Generated<number | null>;
			total: number;
			done: Generated<number>;
			passed: Generated<number>;
			broken: Generated<number>;
			mended: Generated<number>;
			actor: Json<Actor>;
			cancel_asked_at: Generated<Date | null>;
			claimed_until: Generated<Date | null>;
			attempts: Generated<number>;
			created_at: Date;
			finished_at: Generated<Date | null>;
		};
		test_results: {
			run_id: string;
			question_id: string;
			customer_id: string | null;
			text: string;
			lang: string;
			expected: Expected;
			article_id: string | null;
			outcome: Outcome;
			first_id: string | null;
			confidence: number;
			passed: boolean;
			live_outcome: Outcome | null;
			live_first_id: string | null;
			live_confidence: number | null;
			live_passed: boolean | null;
		};
	}
}
