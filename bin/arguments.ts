import { parseArgs, type ParseArgsConfig } from 'node:util';

/** The options of a command. What it does not know ends it with a line on how it is used. */
export function readArguments<T extends ParseArgsConfig>(usage: string, config: T): ReturnType<typeof parseArgs<T>> {
	try {
		return parseArgs(config);
	} catch (error) {
		process.stderr.write(`${(error as Error).message}\n${usage}\n`);
		process.exit(2);
	}
}
