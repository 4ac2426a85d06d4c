import { execFileSync, spawnSync } from 'node:child_process';
import { stat } from 'node:fs/promises';
import { postgresError } from './errors.ts';

/** System user that PostgreSQL runs as; it refuses to run as root. */
export type Owner = { uid: number; gid: number };

const systemPath = { ...process.env, PATH: `${process.env.PATH}:/usr/local/sbin:/usr/sbin:/sbin` };

/**
 * Who runs PostgreSQL on this cluster: undefined means the user the app itself runs as. For root it is the owner of an
 * existing cluster, else the user `saunders` or `postgres`, else a new system user `saunders`.
 */
export async function ownerFor(cluster: string): Promise<Owner | undefined> {
	const found = await stat(cluster).catch(() => undefined);
	const me = process.getuid?.();
	if (me !== 0) {
		if (found && me !== undefined && found.uid !== me) throw otherUsers(cluster, found.uid);
		return undefined;
	}
	if (found && found.uid !== 0) return { uid: found.uid, gid: found.gid };
	return lookUp('saunders') ?? lookUp('postgres') ?? createUser();
}

/** Options for child processes. The working folder is always one that everybody may enter or that is handed over open. */
export function asOwner(owner: Owner | undefined, cwd: string) {
	return { ...owner, cwd, env: { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' } };
}

/** Asks the system itself, because modes alone do not tell: access lists and mounts have a say too. */
export function mayExecute(owner: Owner | undefined, path: string): boolean {
	return spawnSync('sh', ['-c', 'test -x "$1"', 'sh', path], asOwner(owner, '/')).status === 0;
}

function lookUp(name: string): Owner | undefined {
	const [uid, gid] = ['-u', '-g'].map((flag) => Number.parseInt(spawnSync('id', [flag, name]).stdout.toString(), 10));
	return uid && gid ? { uid, gid } : undefined;
}

/** useradd is everywhere but on Alpine and its kin, where adduser has other flags than Debian's. */
function createUser(): Owner {
	const attempts: [string, string[]][] = [
		['useradd', ['--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin', 'saunders']],
		['adduser', ['--system', '--group', '--no-create-home', 'saunders']],
		['adduser', ['-S', '-D', '-H', 'saunders']],
	];
	for (const [command, args] of attempts) {
		spawnSync(command, args, { env: systemPath, stdio: 'ignore' });
		const user = lookUp('saunders');
		if (user) return user;
	}
	throw postgresError(
		'user_missing',
		'PostgreSQL cannot run as root and no user could be made for it: run `useradd --system saunders`, or start Saunders as an ordinary user',
	);
}

function otherUsers(cluster: string, uid: number) {
	return postgresError(
		'folder_not_ours',
		`${cluster} belongs to the user ${nameOf(uid)}: start Saunders as that user or as root`,
	);
}

function nameOf(uid: number): string {
	try {
		return execFileSync('id', ['-un', String(uid)], { encoding: 'utf8', stdio: 'pipe' }).trim();
	} catch {
		return String(uid);
	}
}
