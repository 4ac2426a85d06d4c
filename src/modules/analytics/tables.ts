import type { Generated } from 'kysely';

type Key = { day: string; lang: string; channel: string };
type ArticleRow = Key & { article_id: string; led: number; solved: number; unsolved: number; opened: number };
type Reading = { day: string; lang: string; views: number; quarters: number[]; times: number[] };

/** What a matter came to. Together they are all matters. */
export const VERDICTS = ['net', 'came_back', 'handed', 'unsolved', 'silent', 'left_open'] as const;
export type Verdict = (typeof VERDICTS)[number];

/** What became of a conversation. */
export type Story = {
	conversation_id: string;
	opened_at: Date;
	last_at: Date;
	lang: string;
	channel: string;
	begun: 'assistant' | 'person';
	outcome: string | null;
	answers: number;
	handed_at: Date | null;
	reason: string | null;
	article_id: string | null;
	replied_at: Date | null;
	returned: boolean;
	closed_at: Date | null;
	colleague: boolean;
	solved: boolean | null;
	reasons: string[];
};

declare module '#core/db.ts' {
	interface Tables {
		daily_counts: Key & { measure: string; count: number };
		daily_articles: ArticleRow;
		monthly_articles: ArticleRow;
		daily_views: Reading & { article_id: string };
		monthly_views: Reading & { article_id: string };
		daily_reading: Reading;
		daily_searches: Key & { searches: number; empty: number };
		empty_searches: Key & { words: string; count: number };
		daily_matters: Key & Record<Verdict, number> & { matters: number; handed_confirmed: number };
		settled_days: { day: string };
		stories: Story;
		quarterly_load: { at: Date; lang: string; channel: string; messages: number; handed: number };
		counted_by: { one: Generated<boolean>; time_zone: string };
	}
}
