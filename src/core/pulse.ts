import { Client, DatabaseError, type Pool, type PoolClient } from 'pg';

const LOOK_EVERY_MS = 250;
const SUSPICIOUS_MS = 500;
const PROBE_MS = 2_000;
const BUSY_MS = 300;

export type Pulse = { isSilent(): boolean; stop(): void };

/**
 * Frees whoever waits for a database that went silent, as when a network swallows packets: TCP alone would wait a quarter of an hour. When a
 * connection of the pool has been in use for half a second, a fresh one asks whether the server says anything at all; if not, those
 * in use are given up, so that their callers get an error, and nobody need begin until it speaks again. A slow query on a server that
 * answers is left alone.
 */
export function watchPulse(pool: Pool, url: string): Pulse {
	const since = new Map<PoolClient, number>();
	pool.on('acquire', (client) => since.set(client, performance.now()));
	pool.on('release', (_, client) => since.delete(client));
	pool.on('remove', (client) => since.delete(client));
	let silent = false;
	let probing = false;
	const look = async () => {
		const suspects = [...since].filter(([, at]) => performance.now() - at > SUSPICIOUS_MS).map(([client]) => client);
		if (probing || (suspects.length === 0 && !silent)) return;
		probing = true;
		silent = !(await answers(url));
		probing = false;
		if (silent) for (const client of suspects) if (since.has(client)) giveUp(client);
	};
	const timer = setInterval(() => void look(), LOOK_EVERY_MS).unref();
	return { isSilent: () => silent, stop: () => clearInterval(timer) };
}

/** `end` cuts a connection that is in the middle of a query; it is a pool's client only by its release method. */
function giveUp(client: PoolClient) {
	void (client as PoolClient & { end(): Promise<void> }).end().catch(() => {});
}

/** A refusal in PostgreSQL's own words (too many connections) is an answer too. */
async function answers(url: string): Promise<boolean> {
	const probe = new Client({
		connectionString: url,
		connectionTimeoutMillis: PROBE_MS,
		application_name: 'saunders pulse',
	});
	probe.on('error', () => {});
	const begun = performance.now();
	try {
		await probe.connect();
		void probe.end().catch(() => {});
		return true;
	} catch (error) {
		// Had we been able to listen, the timeout would have come in time: then it says nothing about the server.
		const wasBusy = performance.now() - begun > PROBE_MS + BUSY_MS;
		return wasBusy || error instanceof DatabaseError;
	}
}
