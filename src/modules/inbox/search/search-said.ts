import { type RawBuilder, sql } from 'kysely';
import { type Actor, authorise } from '#core/access.ts';
import type { Db } from '#core/db.ts';
import { queryFor, quoted } from '#core/text/lexemes.ts';
import { cameBy, type MessageRow, spokenIn } from '#modules/conversations/index.ts';
import { canReadInbox } from '../policy.ts';
import { conditionOf } from '../list/conditions.ts';
import type { Filter } from '../list/filter.ts';
import { type InboxItem, itemsOf } from '../list/items-of.ts';
import { lookerOf } from '../list/list-inbox.ts';
import { type Excerpt, excerptOf } from './excerpt.ts';
import { END, type Match, matches, type Sought } from './matches.ts';
import { conversationsOf } from './people.ts';

type Search = { q: string; filter: Filter; cursor?: string | undefined; limit: number; at: Date };

type Message = { id: string; author: MessageRow['author']; kind: MessageRow['kind']; at: Date } & Excerpt;
/** By which message it was found; none where it was by whom it is from, or by what it is called. */
export type Found = InboxItem & { found: Message | null };
type Place = { id: string; found: Message | null };

/** How many are shown because of whose they are. */
const BY_PERSON = 5;

/**
 * Conversations in which the words were said, in notes and names of files too, the one with the newest such message first; before them those of people
 * who are called so, and the one that is. `cursor` is the last message of the page before.
 */
export async function searchSaid(
	db: Db,
	actor: Actor,
	{ q, filter, cursor, limit, at }: Search,
): Promise<{ items: Found[]; next_cursor: string | null }> {
	authorise(canReadInbox(actor), actor);
	const where = conditionOf({ view: 'all', ...filter }, lookerOf(actor, at));
	const people = cursor ? [] : await conversationsOf(db, q, where, BY_PERSON);
	const sought = soughtFor(q, filter, where);
	const { newest, more } = sought ? await newestOfEach(db, sought, cursor, limit) : { newest: [], more: false };
	const ofPeople = people.filter((id) => !newest.some((match) => match.conversation_id === id));
	const last = newest.at(-1);
	const places = [...ofPeople.map((id) => ({ id, found: null })), ...(await withMessages(db, newest, q))];
	const foundIn = new Map(places.map(({ id, found }) => [id, found]));
	const items = await itemsOf(db, [...foundIn.keys()]);
	return {
		items: items.map((item) => ({ ...item, found: foundIn.get(item.id) ?? null })),
		next_cursor: more && last ? last.id : null,
	};
}

/** Language and channel are words of a message as well, which spares reading those of others. */
function soughtFor(q: string, filter: Filter, where: RawBuilder<unknown>): Sought | undefined {
	const words = queryFor(q, undefined);
	if (words === '') return undefined;
	const also = [filter.lang && spokenIn(filter.lang), filter.channel && cameBy(filter.channel)];
	return { words: [`(${words})`, ...also.filter((term) => term !== undefined).map(quoted)].join(' & '), where };
}

async function newestOfEach(db: Db, sought: Sought, cursor: string | undefined, limit: number) {
	const newest = new Map<string, Match>();
	for await (const batch of matches(db, sought, cursor ?? END)) {
		const shown = cursor ? await shownBefore(db, sought, cursor, batch) : new Set();
		for (const match of batch) {
			if (newest.has(match.conversation_id) || shown.has(match.conversation_id)) continue;
			if (newest.size === limit) return { newest: [...newest.values()], more: true };
			newest.set(match.conversation_id, match);
		}
	}
	return { newest: [...newest.values()], more: false };
}

/** Those of a batch that a page before has shown, by a newer message. */
async function shownBefore(db: Db, { words }: Sought, cursor: string, batch: readonly Match[]): Promise<Set<string>> {
	const ids = [...new Set(batch.map((match) => match.conversation_id))];
	const { rows } = await sql<{ id: string }>`
		select c.id from unnest(${ids}::uuid[]) as c(id) where exists (
			select from messages m where m.id >= ${cursor} and m.words @@ ${words}::tsquery and m.conversation_id in (
				select c.id union all select conversation_id from conversation_merges where into_id = c.id))`.execute(db);
	return new Set(rows.map(({ id }) => id));
}

async function withMessages(db: Db, newest: readonly Match[], q: string): Promise<Place[]> {
	if (newest.length === 0) return [];
	const rows = await db
		.selectFrom('messages as m')
		.select(['m.id', 'm.author', 'm.kind', 'm.text', 'm.at'])
		.select(
			sql<string[]>`array(select name from files f where f.owner_type = 'message' and f.owner_id = m.id)`.as('names'),
		)
		.where(
			'm.id',
			'in',
			newest.map(({ id }) => id),
		)
		.execute();
	const byId = new Map(rows.map((row) => [row.id, row]));
	return newest.flatMap(({ id, conversation_id }) => {
		const row = byId.get(id);
		if (!row) return [];
		const { author, kind, at, text, names } = row;
		return [{ id: conversation_id, found: { id, author, kind, at, ...excerptOf([text, ...names], q) } }];
	});
}
