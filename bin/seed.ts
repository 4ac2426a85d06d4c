import type { App } from '#app';
import { loadKnowledge, loadMonth } from '../db/seed/demo.ts';
import { removeDemo } from '../db/seed/remove.ts';
import { readArguments } from './arguments.ts';
import { withApp } from './with-app.ts';

const USAGE = 'npm run seed [-- --remove]';

const { values } = readArguments(USAGE, { options: { remove: { type: 'boolean', default: false } } });

try {
	await withApp(values.remove ? remove : load);
} catch (error) {
	process.stderr.write(`seed: ${(error as Error).message}\n`);
	process.exit(2);
}

async function load(app: App): Promise<void> {
	say('Loading what Kestrel Air knows');
	if (!(await loadKnowledge(app, { again: true })))
		throw new Error('There is something in this installation already: the demo goes into an empty one only.');
	await app.library.ready;
	say('Asking a month of questions');
	await loadMonth(app);
	say('The demo company is there.');
}

async function remove(app: App): Promise<void> {
	say((await removeDemo(app)) ? 'The demo company is gone.' : 'There is no demo company here.');
}

function say(line: string): void {
	process.stdout.write(`${line}\n`);
}
