import type { Outcome } from '../tables.ts';

/** An earlier turn of the same conversation: what was asked, and what was shown for it, best first. */
export type Turn = { question: string; article_ids: readonly string[]; outcome: Outcome };
