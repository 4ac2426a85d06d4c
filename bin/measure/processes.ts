import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Megabytes that a process has to itself, with its share of what it shares with others (PSS, Linux). NaN when it is gone or the
 * system does not say.
 */
export function pssOf(pid: number): number {
	const found = /^Pss:\s+(\d+) kB/m.exec(read(`/proc/${pid}/smaps_rollup`));
	return found ? Number(found[1]) / 1_024 : NaN;
}

/** The process and all below it. */
export function familyOf(pid: number): number[] {
	const parents = new Map<number, number>();
	for (const name of readdirSync('/proc')) {
		if (!/^\d+$/.test(name)) continue;
		const stat = read(`/proc/${name}/stat`);
		parents.set(Number(name), Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]));
	}
	const family = [pid];
	for (const member of family)
		family.push(...[...parents].filter(([, parent]) => parent === member).map(([child]) => child));
	return family;
}

/** PSS of the app itself, and of its database with all that runs below. */
export function memoryOf(pid: number): { app: number; database: number } {
	const [, ...others] = familyOf(pid);
	const database = others.map(pssOf).filter(Number.isFinite);
	return { app: pssOf(pid), database: database.reduce((sum, size) => sum + size, 0) };
}

const LOOK_EVERY_MS = 2_000;
const IDLE_SHARE = 0.05;
const LONGEST_WAIT_MS = 240_000;

/** Resolves when the process has used next to no CPU for some seconds: what it had to do in the background is done. */
export async function untilIdle(pid: number): Promise<void> {
	const end = Date.now() + LONGEST_WAIT_MS;
	for (let quiet = 0, before = cpuMs(pid); quiet < 2 && Date.now() < end;) {
		await sleep(LOOK_EVERY_MS);
		const now = cpuMs(pid);
		quiet = now - before < LOOK_EVERY_MS * IDLE_SHARE ? quiet + 1 : 0;
		before = now;
	}
}

/** Time on the CPU since its start; the kernel counts in hundredths of a second. */
function cpuMs(pid: number): number {
	const stat = read(`/proc/${pid}/stat`);
	const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
	return (Number(fields[11]) + Number(fields[12])) * 10;
}

function read(file: string): string {
	try {
		return readFileSync(file, 'utf8');
	} catch {
		return '';
	}
}
