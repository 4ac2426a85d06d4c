import { type App, retention } from '#app';
import { recount, type RecountStep } from '#modules/analytics/index.ts';
import { readArguments } from './arguments.ts';
import { drawProgress } from './progress-bar.ts';
import { withApp } from './with-app.ts';

readArguments('npm run recount', {});

const stopping = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stopping.abort(new Error('Stopped.')));

try {
	await withApp(run);
} catch (error) {
	process.stderr.write(`\nrecount: ${(error as Error).message}\n`);
	process.exitCode = 1;
}

async function run(app: App): Promise<void> {
	const came = { counting: 0, judging: 0 };
	const onProgress = ({ what, done, total }: RecountStep) => {
		came[what] = done;
		drawProgress(done, total, what === 'counting' ? 'months counted' : 'days judged');
	};
	await recount(app, app.settings.get(retention), { onProgress, signal: stopping.signal });
	if (process.stderr.isTTY) process.stderr.write('\n');
	process.stdout.write(`${came.counting} months counted anew, ${came.judging} days judged\n`);
}
