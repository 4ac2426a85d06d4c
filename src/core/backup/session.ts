import { Kysely, PostgresDialect } from 'kysely';
import { Client } from 'pg';
import { connect, type Tables, type Tx } from '../db.ts';

/** One connection, for queries and for COPY: both run inside the transaction that `within` opens. */
export type Session = {
	client: Client;
	/** Aborted when the connection breaks: a COPY that has begun would otherwise wait for ever. */
	lost: AbortSignal;
	/** Reads one consistent snapshot, or writes all or nothing. A failure also ends the connection. */
	within<T>(mode: 'snapshot' | 'change', work: (tx: Tx) => Promise<T>): Promise<T>;
	close(): Promise<void>;
};

// Text that means the same on every server, and no limits meant for requests.
const NEUTRAL = `
	set timezone to 'UTC'; set datestyle to 'ISO, MDY'; set intervalstyle to 'postgres'; set bytea_output to 'hex';
	set statement_timeout to 0; set lock_timeout to 0; set idle_in_transaction_session_timeout to 0`;

export const BACKUP_SESSION = 'saunders backup';

export async function openSession(url: string): Promise<Session> {
	const client = new Client({
		connectionString: url,
		connectionTimeoutMillis: 5_000,
		application_name: BACKUP_SESSION,
	});
	const lost = new AbortController();
	for (const event of ['error', 'end'] as const)
		client.on(event, () => lost.abort(new Error('The connection to the database broke.')));
	await connect(client);
	await client.query(NEUTRAL);
	const db = overOne(client);
	return {
		client,
		lost: lost.signal,
		within: async (mode, work) => {
			let failure: unknown;
			const guarded = (tx: Tx) =>
				work(tx).catch(async (error: unknown) => {
					failure = error;
					// A COPY broken off half way would keep the rollback waiting; without a connection the server rolls back itself.
					await client.end();
					throw error;
				});
			const begin = db.transaction();
			const transaction =
				mode === 'change' ? begin : begin.setIsolationLevel('repeatable read').setAccessMode('read only');
			return transaction.execute(guarded).catch((error: unknown) => {
				throw failure ?? error;
			});
		},
		close: () => client.end(),
	};
}

function overOne(client: Client): Kysely<Tables> {
	const connection = { query: client.query.bind(client), release: () => {} };
	const pool = { connect: async () => connection, end: async () => {}, options: {} };
	return new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
}
