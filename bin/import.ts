import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import path from 'node:path';
import { openApp } from '#app';
import { SYSTEM } from '#core/access.ts';
import { directUrl, readConfig } from '#core/config.ts';
import { openLog } from '#core/log.ts';
import { migrate } from '#core/migrate.ts';
import { attachUrl } from '#core/postgres/open.ts';
import { importUpload, readFolder, readNdjson, readUpload } from '#modules/knowledge/index.ts';
import { readArguments } from './arguments.ts';
import { drawProgress } from './progress-bar.ts';

const USAGE = 'npm run import -- PATH [--dry-run] [--lang LANG]';

const [from = process.cwd(), ...args] = process.argv.slice(2);
const { values, positionals } = readArguments(USAGE, {
	args,
	allowPositionals: true,
	options: { 'dry-run': { type: 'boolean', default: false }, lang: { type: 'string', default: 'en' } },
});
if (!positionals[0]) fail(USAGE);

try {
	await run(path.resolve(from, positionals[0]));
} catch (error) {
	fail((error as Error).message);
}

async function run(source: string): Promise<void> {
	const config = readConfig({ ...process.env, ROLES: 'web', LOG_LEVEL: 'silent' });
	// The server that runs takes the articles up by itself; without one there is no embedded database to write to.
	const url = config.DATABASE_URL ?? (await attachUrl(config.DATA_DIR));
	await migrate(directUrl(config, url));
	const app = await openApp({ config, url, log: openLog('silent') });
	try {
		const upload = await uploadOf(source, values.lang);
		const report = await importUpload({ ...app, db: app.database.db }, SYSTEM, upload, {
			dryRun: values['dry-run'],
			onProgress: (done) => drawProgress(done, upload.total, 'items'),
		});
		process.stderr.write('\n');
		for (const { line, code, detail } of report.failed) process.stdout.write(`${line}: ${code}: ${detail}\n`);
		const { created, updated, unchanged, draft_kept, failed } = report;
		const tried = values['dry-run'] ? ' (tried only, nothing kept)' : '';
		process.stdout.write(
			`${created} created, ${updated} updated, ${unchanged} unchanged, ${draft_kept} kept as drafts, ${failed.length} failed${tried}\n`,
		);
		process.exitCode = failed.length > 0 ? 1 : 0;
	} finally {
		await app.close();
	}
}

async function uploadOf(source: string, lang: string) {
	const about = await stat(source);
	if (about.isDirectory()) return readFolder(source, { lang });
	if (/\.(ndjson|jsonl)$/i.test(source))
		return { format: 'ndjson' as const, items: readNdjson(createReadStream(source)), collections: [] };
	return readUpload(path.basename(source), source, { lang });
}

function fail(message: string): never {
	process.stderr.write(`import: ${message}\n`);
	process.exit(2);
}
