/** Stable codes of what keeps a backup or a restore from happening. The message is one line for people. */
export type BackupErrorCode =
	| 'nothing_to_back_up'
	| 'no_secret'
	| 'passphrase_missing'
	| 'wrong_passphrase'
	| 'damaged'
	| 'not_a_backup'
	| 'schema_newer'
	| 'not_empty'
	| 'in_use'
	| 'other_secret'
	| 'stopped';

export type BackupError = Error & { code: BackupErrorCode };

export function backupError(code: BackupErrorCode, message: string, cause?: unknown): BackupError {
	return Object.assign(new Error(message, { cause }), { code });
}
