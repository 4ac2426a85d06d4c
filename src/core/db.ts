import { Kysely, PostgresDialect, type Transaction } from 'kysely';
import pg from 'pg';
import { watchPulse } from './pulse.ts';

/** Every table of the program. A module adds its own by declaration merging in its `tables.ts`. */
export interface Tables {}

export type Db = Kysely<Tables>;
export type Tx = Transaction<Tables>;

const BIGINT = 20;
const DATE = 1082;

/** Counts and byte sizes fit a double; calendar dates stay `YYYY-MM-DD`, since a JS Date would shift them by the zone. */
function typeParser(oid: number, format?: 'text' | 'binary') {
	if (oid === BIGINT) return (value: string) => Number(value);
	if (oid === DATE) return (value: string) => value;
	return pg.types.getTypeParser(oid, format as 'text');
}

export type Database = { db: Db; pool: pg.Pool; url: string; close(): Promise<void> };

/** Opens a pool. Waiting for a connection ends after two seconds, so that a lost database shows as a fast 503. */
export function openDatabase(url: string, { max = 10 }: { max?: number } = {}): Database {
	const pool = new pg.Pool({
		connectionString: url,
		max,
		connectionTimeoutMillis: 2_000,
		keepAlive: true,
		types: { getTypeParser: typeParser as typeof pg.types.getTypeParser },
		application_name: 'saunders',
	});
	// A connection that breaks while idle, or between two statements of a transaction, would otherwise end the process; the next query reports
	// the trouble.
	pool.on('error', () => {});
	pool.on('connect', (client) => client.on('error', () => {}));
	const forget = watchPulse(pool, url);
	const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
	const close = () => {
		forget();
		return db.destroy();
	};
	return { db, pool, url, close };
}

/** Opens a connection of its own. When that fails the error is one line for whoever set the program up: which database, and why. */
export async function connect(client: pg.Client): Promise<void> {
	await client.connect().catch((error: Error) => {
		const { host, port, database, user } = client;
		throw Object.assign(
			new Error(
				`The database of DATABASE_URL (${database} on ${host}:${port}, user ${user}) cannot be used: ${reasonOf(error)}`,
				{ cause: error },
			),
			{ code: (error as { code?: string }).code },
		);
	});
}

/** A name with several addresses fails once for each, and the whole then has no words of its own. */
function reasonOf(error: Error): string {
	const causes = error instanceof AggregateError ? (error.errors as Error[]) : [error];
	return causes.map(({ message }) => message).join('; ');
}
