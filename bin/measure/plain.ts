import { fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';

/** Starts the yardstick server in a process of its own. */
export async function startPlain(): Promise<{ port: number; stop(): void }> {
	const child = fork(path.join(import.meta.dirname, 'plain-server.ts'));
	const [port] = (await once(child, 'message')) as [number];
	return { port, stop: () => void child.kill() };
}
