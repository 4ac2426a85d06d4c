/** Stable codes of everything that can keep the embedded PostgreSQL from running. The message is one line for people. */
type PostgresErrorCode =
	| 'port_in_use'
	| 'folder_in_use'
	| 'folder_not_writable'
	| 'folder_not_ours'
	| 'folder_half_written'
	| 'cluster_older'
	| 'cluster_newer'
	| 'disk_full'
	| 'user_missing'
	| 'binaries_missing'
	| 'not_running'
	| 'postgres_failed';

export type PostgresError = Error & { code: PostgresErrorCode };

export function postgresError(code: PostgresErrorCode, message: string): PostgresError {
	return Object.assign(new Error(message), { code });
}

const codeOfSystemError: Record<string, PostgresErrorCode> = {
	ENOSPC: 'disk_full',
	EDQUOT: 'disk_full',
	EACCES: 'folder_not_writable',
	EPERM: 'folder_not_writable',
	EROFS: 'folder_not_writable',
	ENOTDIR: 'folder_not_writable',
	EEXIST: 'folder_not_writable',
};

/** Turns a system error met while working on `folder` into ours; every other error passes unchanged. */
export function explainSystemError(error: unknown, folder: string): unknown {
	if (!(error instanceof Error) || !('syscall' in error) || !('code' in error)) return error;
	if (String(error.syscall).startsWith('spawn')) {
		return postgresError('postgres_failed', `PostgreSQL cannot be executed here: ${error.message}`);
	}
	const code = codeOfSystemError[String(error.code)];
	if (code === 'disk_full') return diskFull(folder);
	return code ? postgresError(code, `Cannot write to the data folder: ${error.message}`) : error;
}

/** Reads why initdb or postgres gave up from the last lines it printed; they are English because we start it with LC_ALL=C. */
export function explainOutput(output: string, folder: string): PostgresError {
	if (/No space left on device|disk quota|wrote only \d+ of \d+/i.test(output)) return diskFull(folder);
	if (/could not bind|Address already in use/.test(output)) {
		return postgresError('port_in_use', 'The port kept for the database was taken by another program');
	}
	if (/pre-existing shared memory block|lock file "postmaster.pid" already exists/.test(output)) {
		return postgresError('folder_in_use', `Another PostgreSQL still works on ${folder}: stop it first`);
	}
	const lines = output.split('\n').filter(Boolean);
	const reason =
		lines.findLast((line) => /FATAL:|PANIC:|ERROR:|error:/.test(line)) ?? lines.at(-1) ?? 'it said nothing';
	return postgresError('postgres_failed', `PostgreSQL on ${folder} did not start: ${reason.trim()}`);
}

function diskFull(folder: string): PostgresError {
	return postgresError('disk_full', `The disk that holds ${folder} is full: free some space and start again`);
}
