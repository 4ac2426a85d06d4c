import type { Place } from './records.ts';
import type { OwnWords } from './words.ts';

/** One published translation, as the index takes it in. */
export type SearchDocument = {
	/** Id of the translation. */
	id: string;
	articleId: string;
	/** Canonical BCP 47 tag. */
	lang: string;
	title: string;
	/** Example questions of the article in this language. */
	questions: string[];
	/** Heading sections in reading order; plain text. */
	passages: { heading: string; text: string }[];
};

/** By what a list of results names a document, besides its title. */
export type Address = { externalId: string; slug: string };

/** With what is shown of it, which the index keeps and gives back as it is. */
export type ShownDocument = SearchDocument & Address & { record: Uint8Array };

/** What is remembered of a document besides its terms. */
export type Entry = Address & {
	id: string;
	articleId: string;
	lang: string;
	title: string;
	passages: number;
	record: Place;
};

export type Hit = {
	/** Id of the translation to show. */
	id: string;
	articleId: string;
	lang: string;
	/** 0..1: the share of the best the question could earn; comparable between questions. */
	score: number;
	/** Ordinal of the passage that covers the question best. */
	passage: number;
	features: HitFeatures;
};

/** Evidence for a model of confidence; shares are 0..1 of the question's weight (rare terms weigh more). */
export type HitFeatures = {
	/** Share of the question's weight that occurs anywhere in the translation. */
	coverage: number;
	/** Share that occurs in the title or in the example questions. */
	headCoverage: number;
	/** The question is word for word the title or one of the example questions. */
	exact: boolean;
};

export type SearchOptions = {
	/** Preferred language; detected from the question where absent. */
	lang?: string;
	/** The site's default language, shown where the asked one is missing. */
	fallbackLang?: string;
	/** Articles to return, 10 unless given. */
	limit?: number;
	/** Take the last word as the beginning of a word, for suggestions while typing. */
	prefix?: boolean;
	/** The owner's synonyms and stop words, by base language. */
	words?: OwnWords | undefined;
};

export type SearchResult = {
	/** The language the question was read in. */
	lang: string;
	hits: Hit[];
};
