import type { Expected } from '#modules/test-sets/browser.ts';

export type Outcome = 'answer' | 'choices' | 'service' | 'unsure';
/** An article that was chosen. */
export type Chosen = { id: string; title: string };

/** A question of a set. */
export type Listed = {
	id: string;
	text: string;
	lang: string;
	expected: Expected;
	article_id: string | null;
	question_id: string | null;
};

/** What the pages show of a run. */
export type Run = {
	id: string;
	against: 'live' | 'drafts';
	state: 'waiting' | 'running' | 'done' | 'cancelled' | 'failed';
	tried: number | null;
	total: number;
	done: number;
	passed: number;
	created_at: string;
};

export type Verdict = { outcome: Outcome; article_id: string | null; confidence: number; passed: boolean };

/** A question of a run; `id` is that of the question in its set. */
export type Result = {
	id: string;
	text: string;
	lang: string;
	expected: Expected;
	article_id: string | null;
	verdict: Verdict;
	live: Verdict | null;
	/** Whether it still stands in the set. */
	is_there: boolean;
};

export type Titles = Readonly<Record<string, string>>;

export const isUnderWay = ({ state }: Pick<Run, 'state'>): boolean => state === 'waiting' || state === 'running';
