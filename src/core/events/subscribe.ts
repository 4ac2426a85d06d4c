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

/** Keeps something in this process's memory fresh: called in every process with the ids that changed, in order, without gaps. */
type RefreshSubscriber<A> = {
	how: 'refresh';
	name: string;
	topic: string;
	refresh(app: A, ids: string[], version: number): Promise<void>;
};

export type Subscriber<A> = ActSubscriber<A> | RollSubscriber | RefreshSubscriber<A>;

export const queueOf = (subscriber: { name: string }) => `act.${subscriber.name}`;
