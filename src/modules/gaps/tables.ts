import type { Generated } from 'kysely';

export type GapStatus = 'open' | 'drafted' | 'closed' | 'dismissed';
/** Why a question is in a gap: we said that we were not sure, or whoever asked said that it did not help. */
export type Why = 'unsure' | 'rated';

declare module '#core/db.ts' {
	interface Tables {
		question_search: { question_id: string; words: string };
		question_articles: {
			question_id: string;
			article_id: string;
			translation_id: string;
			example: string;
			by_member: string;
			at: Date;
		};
		gaps: {
			id: string;
			status: GapStatus;
			status_before: Exclude<GapStatus, 'dismissed'> | null;
			article_id: string | null;
			merged_into: string | null;
			root_id: string;
			split_from: string | null;
			typical_id: string | null;
			lang: string;
			customers: Generated<number>;
			questions: Generated<number>;
			answered: Generated<number>;
			last_at: Date;
			created_at: Date;
			changed_at: Date;
		};
		gap_questions: {
			question_id: string;
			gap_id: string;
			split_from: string | null;
			why: Why;
			features: number[];
			articles: string[];
			answered_at: Date | null;
			at: Date;
		};
		gap_features: { feature: number; questions: number };
	}
}
