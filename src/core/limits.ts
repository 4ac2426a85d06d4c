import { sql } from 'kysely';
import type { Db } from './db.ts';
import { problem } from './errors.ts';

/** So many within so many seconds. */
export type Limit = { name: string; count: number; seconds: number };

/** Counted in this process alone: fixed windows, the same as those of `spend`, forgotten all at once, so memory stays bounded. Returns false when over. */
export function memoryLimiter(limit: Limit, now: () => number = Date.now): (who: string) => boolean {
	let windowEnd = 0;
	let counts = new Map<string, number>();
	return (who) => {
		if (now() >= windowEnd) {
			const span = limit.seconds * 1_000;
			windowEnd = (Math.floor(now() / span) + 1) * span;
			counts = new Map();
		}
		const count = (counts.get(who) ?? 0) + 1;
		counts.set(who, count);
		return count <= limit.count;
	};
}

/** Refuses whoever this process alone has seen too often already: a flood must not keep the database busy with being counted. */
export function floodGate(): (limit: Limit, who: string) => void {
	const limiters = new Map<string, (who: string) => boolean>();
	return (limit, who) => {
		const mayGoOn = limiters.get(limit.name) ?? memoryLimiter(limit);
		limiters.set(limit.name, mayGoOn);
		const span = limit.seconds * 1_000;
		if (!mayGoOn(who))
			throw problem('too_many_requests', { retryAfter: Math.ceil((span - (Date.now() % span)) / 1_000) });
	};
}

/** Cheap calls, counted in this process alone: by whoever calls, and more of them by an office behind one address. */
export function callGate(limit: Limit): (who: { id: string; address: string }) => void {
	const mayCall = memoryLimiter(limit);
	const mayCallAt = memoryLimiter({ ...limit, count: limit.count * OF_ONE_ADDRESS });
	return ({ id, address }) => {
		if (!(mayCall(id || address) && mayCallAt(address)))
			throw problem('too_many_requests', { retryAfter: limit.seconds });
	};
}

/** Acts that cost: counted across all processes. Throws `too_many_requests` with the seconds to wait. */
export async function spend(db: Db, limit: Limit, who: string): Promise<void> {
	const { rows } = await sql<{ count: number; wait: number }>`
		insert into limits (bucket, window_start, count)
		values (${`${limit.name}:${who}`}, to_timestamp(floor(extract(epoch from now()) / ${limit.seconds}) * ${limit.seconds}), 1)
		on conflict (bucket, window_start) do update set count = limits.count + 1
		returning count, ceil(${limit.seconds} - (extract(epoch from now()) - extract(epoch from window_start)))::int as wait`.execute(
		db,
	);
	const spent = rows[0];
	if (spent && spent.count > limit.count) throw problem('too_many_requests', { retryAfter: spent.wait });
}

/** Of what one person may do, so many times as much may all do together who come from one address, as from behind one router. */
const OF_ONE_ADDRESS = 10;
/** And so many times as much may do somebody for whom the holder of a key answers, from wherever they seem to come. */
const OF_VOUCHED = 10;

/** The same by person and by address: a new session costs nothing. Whoever is not known has no `id` and is counted by address alone. */
export async function spendByBoth(
	db: Db,
	limit: Limit,
	{ id, address, vouched = false }: { id: string; address: string; vouched?: boolean },
): Promise<void> {
	if (vouched) return spend(db, { ...limit, count: limit.count * OF_VOUCHED }, id);
	if (!id) return spend(db, limit, address);
	await spend(db, limit, id);
	await spend(db, { ...limit, name: `${limit.name}-at`, count: limit.count * OF_ONE_ADDRESS }, address);
}

export async function forgetOldLimits(db: Db): Promise<void> {
	await sql`delete from limits where window_start < now() - interval '1 day'`.execute(db);
}
