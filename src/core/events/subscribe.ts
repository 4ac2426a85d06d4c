import type { Tx } from '../db.ts';
import type { EventKind, StoredEvent } from './define.ts';

/** Does something about an event: one job per event and subscriber, enqueued with it, retried until it succeeds. `A` is the app. */
type ActSubscriber<A> = {
	how: 'act';
	name: string;
	events: readonly EventKind<unknown>[];
	handle(app: A, event: StoredEvent): Promise<void>;
};

/** Counts events up in batches; `roll` runs in the transaction that also moves the cursor. */
export type RollSubscriber = {
	how: 'roll';
	name: string;
	events: readonly EventKind<unknown>[];
	roll(tx: Tx, events: StoredEvent[]): Promise<void>;
};

/** Whoever keeps something fresh in memory watches a topic instead: see `core/refresh`. */
export type Subscriber<A> = ActSubscriber<A> | RollSubscriber;

export const queueOf = (subscriber: { name: string }) => `act.${subscriber.name}`;
