import { type ChildProcess, fork, type ForkOptions } from 'node:child_process';
import os from 'node:os';
import { fileURLToPath } from 'node:url';

type Beside = Pick<ForkOptions, 'serialization' | 'signal' | 'env'> & {
	/** Customers come first: how much lower than the server's its priority is. */
	nice: number;
};

/**
 * Starts a program of ours beside the server, which may talk to it, and with which its garbage goes. It is killed when the signal says stop. What it
 * says it says by messages; only what it complains of is seen.
 */
export function startBeside(file: URL, { nice, env, ...options }: Beside): ChildProcess {
	const child = fork(fileURLToPath(file), {
		...options,
		execArgv: [],
		// While developing, Node's watcher would have it report each file that it loads as if that were its answer.
		env: { ...process.env, ...env, WATCH_REPORT_DEPENDENCIES: undefined },
		stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
		killSignal: 'SIGKILL',
	});
	if (child.pid) os.setPriority(child.pid, nice);
	return child;
}
