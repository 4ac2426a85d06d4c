import type { Generated } from 'kysely';
import type { Json } from '#core/tables.ts';

export type Outcome = 'answer' | 'choices' | 'service' | 'unsure';
/** Word for word from the article, or by a model whose sentences were checked. */
export type Worded = 'extract' | 'model';
export type Shown = { article_id: string; translation_id: string; score: number };
export type Citation = { article_id: string; external_id: string; title: string; url: string; quote: string };
/**
 * How the text of an answer stands in the article: its steps, the items of its list or the rows of its table with the sentence that announces them, or
 * the filled cells of one row; of a table also the cells of its head. The cells of a row stand apart by ` | `.
 */
export type Layout = { format: 'steps' | 'list' | 'table' | 'row'; parts: string[]; intro?: string; head?: string[] };
/** Running text, and what a model worded, has no layout. */
export type Answer = { text: string; citations: Citation[]; layout?: Layout };

declare module '#core/db.ts' {
	interface Tables {
		questions: {
			id: string;
			customer_id: string | null;
			text: string;
			lang: string;
			asked_lang: string | null;
			channel: string;
			outcome: Outcome;
			confidence: number;
			shown: Json<Shown[]>;
			answer: Json<Answer> | null;
			worded: Worded | null;
			/** Sentences of a model that did not pass the check. */
			dropped: Generated<number>;
			conversation_id: string | null;
			at: Date;
		};
		ratings: {
			id: string;
			question_id: string | null;
			translation_id: string | null;
			customer_id: string;
			solved: boolean;
			missing: string | null;
			at: Date;
		};
	}
}
