import { type RawBuilder, sql } from 'kysely';
import type { Db } from './db.ts';
import type { Say } from './i18n/say.ts';

/** Something that a customer has going on with the business, or had: a visit, a journey, a conversation. */
export type Mine = {
	id: string;
	title: string;
	/** A code that is stable; each type has its own. */
	state: string;
	/** When it takes place; of what does not, when something last happened in it. */
	when: Date;
	/** Where and until when somebody is awaited, by the clocks of where that is; none of what takes no place. */
	takes_place: { from: Date; until: Date; zone: string } | null;
	/** Its page on this site; none for what has none. */
	url: string | null;
	/** What its customer can do next, in words, and where. */
	next: { text: string; url: string } | null;
	/** The id of something else that is listed, for which this one stands while both are open. */
	instead_of?: string | null;
};

export type AskingForMine = {
	db: Db;
	/** All ids of the customer; one at least. */
	customers: readonly string[];
	/** What is over by then is past. */
	at: Date;
	say: Say;
	lang: string;
	/** All types that are listed: what is about one of these need not be listed besides. */
	types: readonly string[];
};

/** The last one of the page before. */
export type Before = { when: Date; id: string };
export type PastPage = { before?: Before | undefined; limit: number };

/** How a module tells of what is a customer's own. What is open and what is past is all there is, and nothing is both. */
export type MineReader = {
	type: string;
	/** At most so many. */
	open(asking: AskingForMine, limit: number): Promise<Mine[]>;
	/** Newest first, by `when` and then by id. */
	past(asking: AskingForMine, page: PastPage): Promise<Mine[]>;
};

/** The condition under which a row comes after the page before; `column` holds its `when`. */
export const comesAfter = (column: string, before: Before | undefined): RawBuilder<boolean> =>
	before
		? sql<boolean>`(${sql.ref(column)}, id) < (${before.when}::timestamptz, ${before.id}::uuid)`
		: sql<boolean>`true`;
