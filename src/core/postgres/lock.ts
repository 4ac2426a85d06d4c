import { randomUUID } from 'node:crypto';
import { readFileSync, readlinkSync } from 'node:fs';
import { link, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { postgresError } from './errors.ts';
import { isAlive, startOf } from './processes.ts';

/** `world` names what pids mean something in: a boot of a machine and, on Linux, a pid namespace (a container). */
type Holder = { pid: number; started: string; world: string };

const BEAT_MS = 5_000;
const SILENT_MS = 3 * BEAT_MS;

/**
 * Makes this process the only app on a data folder until `release` or its death. Throws `folder_in_use` when another
 * one lives. Across containers pids say nothing, so the holder touches the file every 5 s and 15 s of silence mean death.
 */
export async function lockFolder(dataDir: string): Promise<{ release(): Promise<void> }> {
	const path = join(dataDir, 'saunders.lock');
	const mine = JSON.stringify({ pid: process.pid, started: startOf(process.pid), world: thisWorld() } satisfies Holder);
	while (!(await claim(path, mine))) {
		const found = await readFile(path, 'utf8').catch(() => undefined);
		if (found === undefined) continue;
		if (await holderLives(path, found)) {
			const who = parse(found)?.pid ?? 'unknown';
			throw postgresError(
				'folder_in_use',
				`${dataDir} is in use by Saunders (process ${who}): stop it or set another DATA_DIR`,
			);
		}
		await discard(path, found);
	}
	const beat = setInterval(() => void utimes(path, new Date(), new Date()).catch(() => undefined), BEAT_MS).unref();
	return {
		async release() {
			clearInterval(beat);
			await discard(path, mine);
		},
	};
}

/** A hard link appears whole or not at all, and never over an existing file. */
async function claim(path: string, content: string): Promise<boolean> {
	const draft = `${path}.${randomUUID()}`;
	try {
		await writeFile(draft, content, { mode: 0o600 });
		await link(draft, path);
		return true;
	} catch (error) {
		if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
		throw error;
	} finally {
		await rm(draft, { force: true });
	}
}

async function holderLives(path: string, content: string): Promise<boolean> {
	const holder = parse(content);
	if (!holder) return false;
	if (holder.world === thisWorld()) return isAlive(holder.pid) && startOf(holder.pid) === holder.started;
	for (;;) {
		const age = Date.now() - (await touchedAt(path));
		if (age > SILENT_MS) return false;
		await sleep(BEAT_MS / 5);
		if (Date.now() - (await touchedAt(path)) < age) return true;
	}
}

async function touchedAt(path: string): Promise<number> {
	return stat(path).then(
		(found) => found.mtimeMs,
		() => 0,
	);
}

/** Takes the lock file away only if it still says what we judged: another app may have been quicker. */
async function discard(path: string, judged: string) {
	const aside = `${path}.${randomUUID()}`;
	const moved = await rename(path, aside).then(
		() => true,
		() => false,
	);
	if (!moved) return;
	if ((await readFile(aside, 'utf8')) !== judged) await link(aside, path).catch(() => undefined);
	await rm(aside, { force: true });
}

function parse(content: string): Holder | undefined {
	try {
		const holder = JSON.parse(content) as Holder;
		return Number.isInteger(holder.pid) ? holder : undefined;
	} catch {
		return undefined;
	}
}

function thisWorld(): string {
	if (process.platform !== 'linux') return process.platform;
	return `${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()} ${readlinkSync('/proc/self/ns/pid')}`;
}
