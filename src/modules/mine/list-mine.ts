import { type Actor, authorise, customersOf } from '#core/access.ts';
import type { Db } from '#core/db.ts';
import type { Say } from '#core/i18n/say.ts';
import type { AskingForMine, Mine, MineReader } from '#core/mine.ts';
import { nextDue, promisesCalled, type Standing } from '#modules/promises/index.ts';
import { cursorOf, type Place, placeIn } from './cursor.ts';

/** Of each type; whoever has more open at once sees those that are nearest. */
const MOST_OPEN = 200;

export type MineItem = Mine & {
	type: string;
	open: boolean;
	/** What is promised about it and still waited for. */
	promise: Standing | undefined;
};

type Looking = { db: Db; actor: Actor; now: Date; say: Say; lang: string };
type Page = { cursor?: string | undefined; limit: number };

/**
 * Everything of a customer in one list: first what is open, the nearest in time first, whether it lies ahead or behind; then what is past, the newest first.
 * `next` is the cursor of the next page, if there may be one. Throws `unauthenticated` for whoever we do not know, and `invalid_input` for a wrong cursor.
 */
export async function listMine(
	readers: readonly MineReader[],
	{ db, actor, now, say, lang }: Looking,
	{ cursor, limit }: Page,
): Promise<{ items: MineItem[]; next: string | null }> {
	const customers = customersOf(actor);
	authorise(customers.length > 0, actor);
	const place: Place = cursor === undefined ? { at: now, part: 'open' } : placeIn(cursor);
	const asking = { db, customers, at: place.at, say, lang, types: readers.map(({ type }) => type) };
	const open = place.part === 'open' ? await openAfter(readers, asking, place) : [];
	const shown = open.slice(0, limit);
	if (open.length > limit) return { items: await withPromises(db, shown, now), next: after(place.at, shown) };
	const left = limit - shown.length;
	const before = place.part === 'past' ? beforeOf(place) : undefined;
	const past = left > 0 ? await pastOf(readers, asking, { before, limit: left }) : [];
	const items = await withPromises(db, [...shown, ...past], now);
	return { items, next: past.length < left ? null : after(place.at, past) };
}

type Listed = Mine & { type: string; open: boolean };

async function openAfter(readers: readonly MineReader[], asking: AskingForMine, { at, last }: Place) {
	const lists = await Promise.all(
		readers.map(async ({ type, open }) =>
			(await open(asking, MOST_OPEN)).map((one): Listed => ({ ...one, type, open: true })),
		),
	);
	const stoodFor = new Set(lists.flat().map((one) => one.instead_of));
	const shown = lists.flat().filter(({ id }) => !stoodFor.has(id));
	const all = shown.toSorted((a, b) => distance(a, at) - distance(b, at) || byId(a, b));
	if (!last) return all;
	return all.filter((one) => distance(one, at) > last.key || (distance(one, at) === last.key && one.id > last.id));
}

const distance = ({ when }: Mine, at: Date): number => Math.abs(when.getTime() - at.getTime());
const byId = (a: Mine, b: Mine): number => (a.id < b.id ? -1 : 1);

async function pastOf(
	readers: readonly MineReader[],
	asking: AskingForMine,
	page: Parameters<MineReader['past']>[1],
): Promise<Listed[]> {
	const lists = await Promise.all(
		readers.map(async ({ type, past }) =>
			(await past(asking, page)).map((one): Listed => ({ ...one, type, open: false })),
		),
	);
	return lists
		.flat()
		.toSorted((a, b) => b.when.getTime() - a.when.getTime() || byId(b, a))
		.slice(0, page.limit);
}

const beforeOf = ({ last }: Place) => last && { when: new Date(last.key), id: last.id };

/** Where a page ended, of what is open or past; of nothing past, where that begins. */
function after(at: Date, shown: readonly Listed[]): string {
	const last = shown.at(-1);
	if (!last) return cursorOf({ at, part: 'past' });
	const key = last.open ? distance(last, at) : last.when.getTime();
	return cursorOf({ at, part: last.open ? 'open' : 'past', last: { key, id: last.id } });
}

async function withPromises(db: Db, items: readonly Listed[], now: Date): Promise<MineItem[]> {
	const open = Map.groupBy(
		items.filter((item) => item.open),
		({ type }) => type,
	);
	const due = new Map<string, string>();
	for (const [type, those] of open)
		for (const [subject, { id }] of await nextDue(db, type, those.map(idOf))) due.set(subject, id);
	// A promise about nothing that is listed stands for itself.
	for (const { id } of open.get('promise') ?? []) due.set(id, id);
	const standing = await promisesCalled(db, [...due.values()], now);
	return items.map((item) => ({ ...item, promise: item.open ? standing.get(due.get(item.id) ?? '') : undefined }));
}

const idOf = ({ id }: Listed): string => id;
