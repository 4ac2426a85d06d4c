import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { type Config, readConfig } from '../config.ts';
import { backupError } from './errors.ts';
import { type Progress, progressLine } from './progress.ts';

export type Command = { config: Config; file: string; flags: Set<string>; progress: Progress; signal: AbortSignal };

/**
 * Runs a command that takes one file: reads settings and arguments, shows progress, lets Ctrl+C stop it cleanly, and ends with one line, in
 * words of the person who runs it, when it fails. `work` answers what to say at the end.
 */
export async function runCommand(
	usage: string,
	flags: readonly string[],
	work: (command: Command) => Promise<string>,
): Promise<void> {
	const stopping = new AbortController();
	for (const signal of ['SIGINT', 'SIGTERM'] as const)
		process.once(signal, () => stopping.abort(backupError('stopped', 'Stopped. Nothing was changed.')));
	const { progress, end } = progressLine(process.stderr);
	try {
		const given = process.argv.slice(2);
		const [file, ...more] = given.filter((argument) => !argument.startsWith('--'));
		const known = given.every((argument) => !argument.startsWith('--') || flags.includes(argument));
		if (!file || more.length > 0 || !known) throw new Error(`Usage: ${usage}`);
		const config = readConfig(process.env);
		await mkdir(config.DATA_DIR, { recursive: true });
		const said = await work({
			config,
			file: fromCaller(file),
			flags: new Set(given),
			progress,
			signal: stopping.signal,
		});
		end();
		process.stdout.write(`${said}\n`);
	} catch (error) {
		end();
		const reason = stopping.signal.aborted ? (stopping.signal.reason as Error) : (error as Error);
		process.stderr.write(`saunders: ${reason.message || String(error)}\n`);
		process.exitCode = 1;
	}
}

/** npm and our own scripts change into the project's folder; a name is meant from where the person stands. */
const fromCaller = (file: string) => path.resolve(process.env.INIT_CWD ?? '.', file);
