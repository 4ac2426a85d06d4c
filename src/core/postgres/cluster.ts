import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chmod, chown, lstat, mkdtemp, readdir, readFile, realpath, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { syncFolder } from '../sync-folder.ts';
import type { Binaries } from './binaries.ts';
import { explainOutput, postgresError } from './errors.ts';
import { freePort } from './port.ts';
import { asOwner, type Owner } from './owner.ts';

/** How the app reaches the database in a cluster; kept in it, so that it moves with it. Written last: it marks a whole cluster. */
export type Access = { port: number; password: string };

/** Name of the database and of the role that owns it. The superuser has no password, so nobody can sign in as it. */
export const NAME = 'saunders';

const ACCESS_FILE = 'saunders.json';
const HBA = `host all ${NAME} 127.0.0.1/32 scram-sha-256\n`;

/**
 * Makes sure that a whole cluster of our major version is at `cluster`. A new one grows under another name and is
 * moved there in one step, so that an interrupted first start leaves nothing half-written.
 */
export async function ensureCluster(
	cluster: string,
	binaries: Binaries,
	owner: Owner | undefined,
	log: (line: string) => void,
) {
	// A link may lead to another disk; the draft grows beside the place itself, because it cannot be moved across disks.
	const place = await realpath(cluster).catch(() => cluster);
	await sweepDrafts(place);
	if (await holdsCluster(cluster, binaries.major)) return;
	log('Making the database (only at the first start)');
	const draft = await mkdtemp(`${place}.new-`);
	try {
		await fill(draft, binaries, owner);
		await rm(place, { recursive: true, force: true });
		await rename(draft, place);
		await syncFolder(dirname(place));
	} catch (error) {
		await rm(draft, { recursive: true, force: true });
		throw error;
	}
}

async function fill(draft: string, binaries: Binaries, owner: Owner | undefined) {
	await chmod(draft, 0o700);
	if (owner) await chown(draft, owner.uid, owner.gid);
	initialise(draft, binaries, owner);
	await writeOwned(join(draft, 'pg_hba.conf'), HBA, owner);
	await writeAccess(draft, { port: await freePort(), password: createRole(draft, binaries, owner) }, owner);
}

export async function readAccess(cluster: string): Promise<Access | undefined> {
	const text = await readFile(join(cluster, ACCESS_FILE), 'utf8').catch(() => undefined);
	return text === undefined ? undefined : (JSON.parse(text) as Access);
}

export async function writeAccess(cluster: string, access: Access, owner: Owner | undefined) {
	const draft = join(cluster, `${ACCESS_FILE}.new`);
	await writeOwned(draft, JSON.stringify(access), owner);
	await rename(draft, join(cluster, ACCESS_FILE));
}

/**
 * How postgres and initdb name the cluster. As root they get it as their working folder, opened before privileges are
 * dropped: so the data may lie below folders that only root may enter.
 */
export function folderArgument(cluster: string, owner: Owner | undefined): string {
	return owner && process.platform === 'linux' ? '/proc/self/cwd' : cluster;
}

/** True for a usable cluster, false when there is none, or nothing but the remains of an unfinished initdb. */
async function holdsCluster(cluster: string, major: number): Promise<boolean> {
	if (!(await lstat(cluster).catch(() => undefined))) return false;
	const place = await realpath(cluster).catch(() => undefined);
	if (!place) throw postgresError('folder_not_ours', `${cluster} is a link to a folder that does not exist`);
	const version = await readFile(join(cluster, 'PG_VERSION'), 'utf8').catch(() => '');
	if (version.trim()) refuseOtherMajor(cluster, Number.parseInt(version, 10), major);
	const whole = existsSync(join(cluster, 'global', 'pg_control'));
	if (existsSync(join(cluster, ACCESS_FILE))) {
		if (whole && version.trim()) return true;
		throw postgresError(
			'folder_half_written',
			`${cluster} is not whole (${whole ? 'PG_VERSION' : 'global/pg_control'} is missing): restore a backup, or move it away to start empty`,
		);
	}
	if (await isHalfInitialised(place)) return false;
	const what = version.trim()
		? 'a PostgreSQL cluster that Saunders did not make, or one copied only in part'
		: 'files of another program';
	throw postgresError(
		version.trim() ? 'folder_half_written' : 'folder_not_ours',
		`${cluster} holds ${what}: move it away, or set another DATA_DIR`,
	);
}

function refuseOtherMajor(cluster: string, found: number, ours: number) {
	if (found < ours) {
		throw postgresError(
			'cluster_older',
			`${cluster} was made by PostgreSQL ${found}, this version brings ${ours}: run \`npm run backup FILE\` with the version before, move the folder away, then \`npm run restore FILE\``,
		);
	}
	if (found > ours) {
		throw postgresError(
			'cluster_newer',
			`${cluster} was made by PostgreSQL ${found}, this version brings only ${ours}: use the newer version of Saunders`,
		);
	}
}

/** Databases made by people have object ids from 16384 on; initdb itself makes 1, 4 and 5. With none of theirs nothing can be lost. */
async function isHalfInitialised(place: string): Promise<boolean> {
	const names = await readdir(place);
	const known = /^(PG_VERSION|base|global|pg_\w+(\.conf)?|postgresql(\.auto)?\.conf|postmaster\.(pid|opts))$/;
	if (!names.every((name) => known.test(name))) return false;
	const databases = await readdir(join(place, 'base')).catch(() => []);
	const tablespaces = await readdir(join(place, 'pg_tblspc')).catch(() => []);
	return tablespaces.length === 0 && databases.every((name) => ['1', '4', '5'].includes(name));
}

async function sweepDrafts(cluster: string) {
	const folder = dirname(cluster);
	const drafts = (await readdir(folder)).filter((name) => name.startsWith(`${basename(cluster)}.new-`));
	for (const draft of drafts) await rm(join(folder, draft), { recursive: true, force: true, maxRetries: 20 });
}

function initialise(cluster: string, binaries: Binaries, owner: Owner | undefined) {
	// macOS has no C.UTF-8; there the libc locale matters little, since the builtin provider sorts and folds.
	const locale = process.platform === 'linux' ? 'C.UTF-8' : 'C';
	const flags = ['--encoding=UTF8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', `--locale=${locale}`];
	const args = [
		'-D',
		folderArgument(cluster, owner),
		...flags,
		'--username=postgres',
		'--auth=trust',
		'--no-instructions',
	];
	const run = spawnSync(join(binaries.folder, 'bin', 'initdb'), args, { ...asOwner(owner, cluster), encoding: 'utf8' });
	if (run.error) throw run.error;
	if (run.status !== 0) throw explainOutput(run.stderr, dirname(cluster));
}

/** Single-user mode needs no password and no port. It exits with 0 after a failed statement too, so its words are read. */
function createRole(cluster: string, binaries: Binaries, owner: Owner | undefined): string {
	const password = randomBytes(24).toString('base64url');
	const input = `create role ${NAME} login createdb password '${password}'\ncreate database ${NAME} owner ${NAME}\n`;
	const args = ['--single', '-D', folderArgument(cluster, owner), '-c', 'io_method=sync', 'template1'];
	const run = spawnSync(join(binaries.folder, 'bin', 'postgres'), args, {
		...asOwner(owner, cluster),
		encoding: 'utf8',
		input,
	});
	if (run.error) throw run.error;
	if (run.status !== 0 || /ERROR:|FATAL:|PANIC:/.test(run.stderr)) throw explainOutput(run.stderr, dirname(cluster));
	return password;
}

async function writeOwned(path: string, content: string, owner: Owner | undefined) {
	await writeFile(path, content, { mode: 0o600 });
	if (owner) await chown(path, owner.uid, owner.gid);
}
