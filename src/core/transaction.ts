import { sql } from 'kysely';
import type { Db, Tx } from './db.ts';
import { isConstraint, isDatabaseGone, isDeadlock } from './errors.ts';
import type { Live } from './live.ts';
import type { Clock } from './time.ts';

/** What a domain function may need besides rows: the time, and a queue whose jobs appear only if the transaction commits. */
type TxContext = {
	clock: Clock;
	/** Queues of the subscribers that act on this event. */
	queuesFor(event: string): readonly string[];
	enqueue(tx: Tx, queue: string, data: object, options?: { after?: Date }): Promise<void>;
	/** Who hears at once what changed; nobody where a past is replayed. */
	live?: Pick<Live, 'tell'>;
};

/** Runs `fn` in a transaction that knows the clock and the queues; every write of the program happens in one. */
export type Transact = <T>(fn: (tx: Tx) => Promise<T>) => Promise<T>;

// On the transaction itself and under a global symbol, because pages and app may each have loaded this file.
const CONTEXT = Symbol.for('saunders.transaction');

export function transactor(db: Db, context: TxContext): Transact {
	return async (fn) => {
		const later: Later[] = [];
		const result = await db.transaction().execute((tx) => fn(bind(tx, context, later)));
		for (const act of later) act(context);
		return result;
	};
}

/** Gives its context to a transaction that was opened elsewhere, as by a restore. */
export function bind(tx: Tx, context: TxContext, later: Later[] = []): Tx {
	(tx as Bound)[CONTEXT] = { ...context, later };
	return tx;
}

type Later = (context: TxContext) => void;
type Bound = Tx & { [CONTEXT]?: TxContext & { later: Later[] } };

export function contextOf(tx: Tx): TxContext & { later: Later[] } {
	const context = (tx as Bound)[CONTEXT];
	if (!context) throw new Error('This transaction was not opened by the app.');
	return context;
}

/** Runs once the change is committed, and never if it is not. Must not throw, and nothing may depend on it: the process can die in between. */
export function afterCommit(tx: Tx, act: Later): void {
	contextOf(tx).later.push(act);
}

export function now(tx: Tx): Date {
	return contextOf(tx).clock();
}

/** Runs `fn` again when another writer won a race that a constraint or a deadlock decided; the second time it sees what the winner wrote. */
export async function retryOnce<T>(fn: () => Promise<T>): Promise<T> {
	try {
		return await fn();
	} catch (error) {
		if (!isConstraint(error) && !isDeadlock(error)) throw error;
		return fn();
	}
}

/** What fails in here is undone alone, and what it locked is free again; the transaction goes on. May stand within itself. */
export async function inSavepoint<T>(tx: Tx, act: () => Promise<T>): Promise<T> {
	await sql`savepoint part`.execute(tx);
	try {
		const result = await act();
		await sql`release savepoint part`.execute(tx);
		return result;
	} catch (error) {
		if (isDatabaseGone(error)) throw error;
		await sql`rollback to savepoint part`.execute(tx);
		await sql`release savepoint part`.execute(tx);
		throw error;
	}
}
