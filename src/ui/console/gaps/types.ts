import type { FoundIn } from '#modules/gaps/browser.ts';

type Outcome = 'answer' | 'choices' | 'service' | 'unsure';

/** What a page shows of an explanation. */
export type Explained = {
	changed_since: boolean;
	now: {
		outcome: Outcome;
		confidence: number;
		answerable: number;
		first: number;
		thresholds: { answer: number };
	};
	articles: {
		article_id: string;
		lang: string;
		title: string;
		score: number;
		chance: number;
		factor: number;
		bonus: number;
		fit: number | null;
		words: {
			word: string;
			found: string;
			how: 'asked' | 'spelling' | 'joined' | 'beginning' | 'synonym';
			share: number;
			where: FoundIn[];
		}[];
		missing: string[];
	}[];
};

/** An article to choose. */
export type Choice = { article_id: string; title: string; lang: string };
