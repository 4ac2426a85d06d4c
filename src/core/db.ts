import { Kysely, type LogEvent, PostgresDialect, type Transaction } from 'kysely';
import { type Client, Pool, types } from 'pg';
import { prepareHot, preparedStatements } from './prepared.ts';
import { type Pulse, watchPulse } from './pulse.ts';
import type { Tracing } from './tracing.ts';

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
	return types.getTypeParser(oid, format as 'text');
}

export type Database = {
	db: Db;
	pool: Pool;
	url: string;
	/** From now on nobody waits long for a connection, so that a lost database shows as a fast 503. */
	hurry(): void;
	close(): Promise<void>;
};

type DatabaseOptions = {
	max?: number;
	tracing?: Tracing | undefined;
	/** Whoever asks for a connection waits long for it, until `hurry`. */
	patient?: boolean;
};

const PATIENT_MS = 60_000;
const HURRIED_MS = 2_000;

/** Opens a pool. */
export function openDatabase(url: string, { max = 10, tracing, patient = false }: DatabaseOptions = {}): Database {
	const pool = new Pool({
		connectionString: url,
		max,
		connectionTimeoutMillis: patient ? PATIENT_MS : HURRIED_MS,
		keepAlive: true,
		types: { getTypeParser: typeParser as typeof types.getTypeParser },
		application_name: 'saunders',
	});
	// A connection that breaks while idle, or between two statements of a transaction, would otherwise end the process; the next query reports
	// the trouble.
	pool.on('error', () => {});
	const prepared = preparedStatements();
	pool.on('connect', (client) => {
		client.on('error', () => {});
		prepareHot(client, prepared);
	});
	const pulse = watchPulse(pool, url);
	const dialect = new PostgresDialect({ pool: unlessSilent(pool, pulse) });
	const db = new Kysely<Tables>({ dialect, ...(tracing && { log: tracedBy(tracing) }) });
	const close = () => {
		pulse.stop();
		return db.destroy();
	};
	const hurry = () => void (pool.options.connectionTimeoutMillis = HURRIED_MS);
	return { db, pool, url, hurry, close };
}

/** While the server is silent nobody waits in vain for a connection. */
const unlessSilent = (pool: Pool, { isSilent }: Pulse) => ({
	connect: async () => {
		if (isSilent()) throw Object.assign(new Error('The database does not answer.'), { code: 'ETIMEDOUT' });
		return pool.connect();
	},
	end: () => pool.end(),
	options: pool.options,
});

const tracedBy = (tracing: Tracing) => (event: LogEvent) => {
	const failure = event.level === 'error' ? ((event.error as { code?: string }).code ?? 'unknown') : undefined;
	tracing.statement(event.query.sql, event.queryDurationMillis, failure);
};

/** The embedded one is 18; tests have run on each from this one on. */
const OLDEST_POSTGRES = 16;

/**
 * Opens a connection of its own, to a server that is new enough. When that fails the error is one line for whoever set the program up: which
 * database, and why.
 */
export async function connect(client: Client): Promise<void> {
	try {
		await client.connect();
		const { rows } = await client.query<{ server_version: string }>('show server_version');
		refuseOld(rows[0]?.server_version ?? '');
	} catch (error) {
		await client.end().catch(() => {});
		const { host, port, database, user } = client;
		throw Object.assign(
			new Error(
				`The database of DATABASE_URL (${database} on ${host}:${port}, user ${user}) cannot be used: ${reasonOf(error as Error)}`,
				{ cause: error },
			),
			{ code: (error as { code?: string }).code },
		);
	}
}

/** `version` as the server tells it, such as `16.9 (Debian 16.9-1)` or `18beta1`. */
export function refuseOld(version: string): void {
	if (Number.parseInt(version, 10) >= OLDEST_POSTGRES) return;
	throw Object.assign(new Error(`it is PostgreSQL ${version}, and Saunders needs ${OLDEST_POSTGRES} or newer`), {
		code: 'postgres_too_old',
	});
}

/** A name with several addresses fails once for each, and the whole then has no words of its own. */
function reasonOf(error: Error): string {
	const causes = error instanceof AggregateError ? (error.errors as Error[]) : [error];
	return causes.map(({ message }) => message).join('; ');
}
