import type { Db } from '#core/db.ts';
import type { Live } from '#core/live.ts';
import type { Log } from '#core/log.ts';
import type { Clock } from '#core/time.ts';
import { type Changes, changesSince } from '../reading/changes.ts';
import { CONVERSATION, PASSING } from '../topic.ts';

type Follower = {
	/** How far it has heard; nothing: it wants to hear what comes. */
	version: number | undefined;
	hear(changes: Changes): void;
	/** What is not kept: somebody types, the assistant is saying something. */
	passing(data: unknown): void;
	/** The conversation is gone. */
	gone(): void;
};
type FeedsApp = { db: Db; live: Live; log: Log; clock: Clock };
type Feed = { followers: Set<Follower>; busy: boolean; again: boolean };
export type Feeds = {
	/** Hears everything after `version`, in order and once. Answers how to stop. */
	follow(id: string, follower: Follower): () => void;
	close(): void;
};

const COMPARE_EVERY_MS = 5_000;
const COMPARED_AT_ONCE = 2_000;

/**
 * What the open streams of this process are told. All who follow a conversation share one reading of what is new; a hint after each commit says when, and
 * every five seconds the versions are compared, because hints can be lost.
 */
export function openFeeds({ db, live, log, clock }: FeedsApp): Feeds {
	const feeds = new Map<string, Feed>();
	const wake = async (id: string) => {
		const feed = feeds.get(id);
		if (!feed) return;
		feed.again = true;
		if (feed.busy) return;
		feed.busy = true;
		while (feed.again && feed.followers.size > 0) {
			feed.again = false;
			await bring(db, id, feed, clock()).catch((error: Error) => log.warn({ err: error.message }, 'feed failed'));
		}
		feed.busy = false;
	};
	const compare = async () => {
		const ids = [...feeds.keys()];
		for (let from = 0; from < ids.length; from += COMPARED_AT_ONCE)
			for (const id of await behind(db, feeds, ids.slice(from, from + COMPARED_AT_ONCE))) void wake(id);
	};
	const compareQuietly = () => void compare().catch((error: Error) => log.warn({ err: error.message }, 'feeds'));
	const timer = setInterval(compareQuietly, COMPARE_EVERY_MS);
	const ends = [
		live.watch(CONVERSATION, (id) => void wake(id), compareQuietly),
		live.watch(PASSING, (id, data) => {
			for (const { passing } of feeds.get(id)?.followers ?? []) passing(data);
		}),
	];
	return {
		follow: (id, follower) => {
			const feed = feeds.get(id) ?? { followers: new Set(), busy: false, again: false };
			feeds.set(id, feed);
			feed.followers.add(follower);
			void wake(id);
			return () => {
				feed.followers.delete(follower);
				if (feed.followers.size === 0) feeds.delete(id);
			};
		},
		close: () => {
			clearInterval(timer);
			for (const end of ends) end();
		},
	};
}

/** One reading for all of them, from where the furthest behind stands. */
async function bring(db: Db, id: string, { followers }: Feed, at: Date): Promise<void> {
	const known = [...followers].flatMap(({ version }) => version ?? []);
	const changes = await changesSince(db, id, known.length > 0 ? Math.min(...known) : undefined, at);
	for (const follower of followers) {
		if (!changes) follower.gone();
		else tell(follower, changes);
	}
}

function tell(follower: Follower, { state, promises, messages, reset }: Changes): void {
	const { version } = follower;
	if (version === state.version) return;
	const missed = version === undefined ? [] : messages.filter((message) => message.version > version);
	follower.version = state.version;
	follower.hear({ state, promises, messages: missed, reset: reset && version !== undefined });
}

/** Of these, the ones of which somebody has not heard the newest. */
async function behind(db: Db, feeds: ReadonlyMap<string, Feed>, ids: string[]): Promise<string[]> {
	if (ids.length === 0) return [];
	const rows = await db.selectFrom('conversations').select(['id', 'version']).where('id', 'in', ids).execute();
	const versions = new Map(rows.map(({ id, version }) => [id, version]));
	return ids.filter((id) => [...(feeds.get(id)?.followers ?? [])].some(({ version }) => version !== versions.get(id)));
}
