import { access } from 'node:fs/promises';
import { ERASERS } from '#app';
import { runCommand } from '#core/backup/command.ts';
import { databaseToFill } from '#core/backup/database.ts';
import { passphraseFor } from '#core/backup/passphrase.ts';
import { restore } from '#core/backup/restore.ts';
import { openLog } from '#core/log.ts';
import { replayErasures } from '#modules/customers/index.ts';

const REPLACE = '--replace';

await runCommand(
	`npm run restore FILE [-- ${REPLACE}]`,
	[REPLACE],
	async ({ config, file, flags, progress, signal }) => {
		await access(file);
		const passphrase = await passphraseFor('restore', process.env.BACKUP_PASSPHRASE);
		const { url, stop } = await databaseToFill(config);
		try {
			const manifest = await restore({
				url,
				dataDir: config.DATA_DIR,
				file,
				passphrase,
				replace: flags.has(REPLACE),
				secret: config.SECRET,
				env: process.env,
				log: openLog('warn'),
				replay: replayErasures(ERASERS, config.DATA_DIR),
				progress,
				signal,
			});
			const rows = manifest.tables.reduce((sum, table) => sum + table.rows, 0);
			return `Restored what Saunders ${manifest.program} held on ${manifest.made_at}: ${rows} rows, ${manifest.files.length} files. Start it with npm start.`;
		} finally {
			await stop();
		}
	},
);
