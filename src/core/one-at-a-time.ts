import { Client } from 'pg';
import { connect } from './db.ts';

/**
 * Runs `act` while no other process runs one under the same number; waits for its turn. When a process dies its turn ends with its connection.
 * `directUrl` must not lead through a pooler: the lock belongs to the connection.
 */
export async function oneAtATime<T>(directUrl: string, lock: number, act: () => Promise<T>): Promise<T> {
	const client = new Client({
		connectionString: directUrl,
		connectionTimeoutMillis: 5_000,
		keepAlive: true,
		application_name: 'saunders turn',
	});
	client.on('error', () => {});
	await connect(client);
	try {
		await client.query('select pg_advisory_lock($1)', [lock]);
		return await act();
	} finally {
		await client.end().catch(() => {});
	}
}
