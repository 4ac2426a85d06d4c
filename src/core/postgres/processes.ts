import { execFileSync } from 'node:child_process';
import { readFileSync, readlinkSync } from 'node:fs';

const linux = process.platform === 'linux';

/**
 * Whether a process runs. A zombie counts as gone: where process 1 does not reap (many containers) it stays for ever,
 * and `kill(pid, 0)` goes on succeeding.
 */
export function isAlive(pid: number): boolean {
	const fields = linux ? statFields(pid) : undefined;
	return fields ? fields[0] !== 'Z' && fields[0] !== 'X' : answersSignals(pid);
}

/** When the process started, in the system's own words: with the pid it names one process also after pids were used again. */
export function startOf(pid: number): string {
	if (linux) return statFields(pid)?.[19] ?? 'unknown';
	return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim();
}

/** Whether the process works in this folder (given as real path); a postmaster's working folder is its cluster. */
export function worksIn(pid: number, folder: string): boolean {
	try {
		if (linux) return readlinkSync(`/proc/${pid}/cwd`) === folder;
		return execFileSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' }).includes(folder);
	} catch {
		return false;
	}
}

/** Fields of /proc/PID/stat from the third (state) on; the second, the name, may hold spaces and parentheses. */
function statFields(pid: number): string[] | undefined {
	try {
		const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
		return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
	} catch {
		return undefined;
	}
}

function answersSignals(pid: number): boolean {
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		return error instanceof Error && 'code' in error && error.code === 'EPERM';
	}
}
