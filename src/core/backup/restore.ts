import { Client } from 'pg';
import type { Tx } from '../db.ts';
import type { Log } from '../log.ts';
import { MIGRATIONS, schemaVersion } from '../migrate.ts';
import { backupError } from './errors.ts';
import type { Manifest } from './manifest.ts';
import type { Progress } from './progress.ts';
import { putBack } from './put-back.ts';
import { openArchive, verify } from './read-archive.ts';
import { openSecret } from './seal.ts';

export type Replay = (before: Tx) => Promise<(after: Tx) => Promise<void>>;

export type RestoreOptions = {
	/** A direct connection to a database nobody works on. */
	url: string;
	dataDir: string;
	file: string;
	passphrase: string;
	/** Take the place of what the database holds now. */
	replace: boolean;
	/** The secret that the environment pins, if any. */
	secret: string | undefined;
	env: Record<string, string | undefined>;
	log: Log;
	progress: Progress;
	signal: AbortSignal;
	/**
	 * Looks at what is about to be replaced, and answers what has to be done once more to what takes its place. Both in the transaction of the
	 * restore, the second on this program's schema.
	 */
	replay: Replay;
	/** Folder of the migrations. */
	migrations?: string;
};

/**
 * Checks an archive from end to end, then puts back rows, files, waiting jobs and secret, brings the schema up to this program's, and does again what
 * a backup must not undo. Rows come in one transaction: a restore that fails leaves the database as it was. Throws a `BackupError`, or what database and disk say.
 */
export async function restore(options: RestoreOptions): Promise<Manifest> {
	const archive = await openArchive(options.file);
	try {
		const { manifest } = archive;
		await refuseNewer(manifest, options.migrations);
		const secret = await openSecret(archive.sealedSecret, options.passphrase, archive.manifestText);
		if (options.secret !== undefined && options.secret !== secret)
			throw backupError('other_secret', 'SECRET is set, and not to the secret of this backup: leave it unset.');
		await verify(archive, options.progress, options.signal);
		await putBack(archive, secret, options);
		await analyze(options.url);
		return manifest;
	} finally {
		archive.close();
	}
}

async function refuseNewer({ migrations, program }: Manifest, folder = MIGRATIONS) {
	const [newest, known] = [Math.max(...migrations), await schemaVersion(folder)];
	if (newest > known)
		throw backupError(
			'schema_newer',
			`The backup was made by Saunders ${program} with schema ${newest}, this program knows only ${known}: restore it with the newer one.`,
		);
}

async function analyze(url: string) {
	const client = new Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
	await client.connect();
	// Without statistics the first questions after a restore would be slow.
	await client.query('analyze').finally(() => client.end());
}
