import { findSecret } from '../secrets.ts';
import { backup, type BackupSummary } from './backup.ts';
import { runCommand } from './command.ts';
import { databaseToRead } from './database.ts';
import { backupError } from './errors.ts';
import { passphraseFor } from './passphrase.ts';

await runCommand('npm run backup FILE', [], async ({ config, file, progress, signal }) => {
	const secret = await findSecret(config.SECRET, config.DATA_DIR);
	// One made now would not open what is sealed in the database.
	if (!secret)
		throw backupError(
			'no_secret',
			`There is no secret in ${config.DATA_DIR}: set DATA_DIR or SECRET as for the server.`,
		);
	const passphrase = await passphraseFor('backup', process.env.BACKUP_PASSPHRASE);
	const { url, stop } = await databaseToRead(config);
	try {
		const { DATA_DIR: dataDir } = config;
		return report(file, await backup({ url, dataDir, secret, passphrase, file, env: process.env, progress, signal }));
	} finally {
		await stop();
	}
});

function report(file: string, { bytes, tables, rows, files, missing, jobs }: BackupSummary): string {
	const size = `${(bytes / 1_048_576).toFixed(1)} MB`;
	const lost =
		missing.length > 0 ? ` ${missing.length} files were gone already: ${missing.slice(0, 3).join(', ')} ….` : '';
	return `${file} (${size}): ${tables} tables with ${rows} rows, ${files} files, ${jobs} waiting jobs.${lost}`;
}
