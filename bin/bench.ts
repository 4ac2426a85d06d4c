import { setTimeout as sleep } from 'node:timers/promises';
import path from 'node:path';
import { cpus, loadavg } from 'node:os';
import { readArguments } from './arguments.ts';
import { type Context, openContext } from './measure/context.ts';
import { bookings } from './measure/parts/bookings.ts';
import { http } from './measure/parts/http.ts';
import { inbox } from './measure/parts/inbox.ts';
import { journeys } from './measure/parts/journeys.ts';
import { lighthouse } from './measure/parts/lighthouse.ts';
import { searchIndexPart } from './measure/parts/search.ts';
import { questionSets } from './measure/parts/sets.ts';
import { slots } from './measure/parts/slots.ts';
import { talk } from './measure/parts/talk.ts';
import { build, memory, start } from './measure/parts/start.ts';
import { thread } from './measure/parts/thread.ts';
import { openReport } from './measure/report.ts';

const USAGE = `npm run bench [-- PARTS] [--quick] [--articles N] [--base FOLDER] [--sets PATH [--only NAMES]] [--lighthouse]
parts: build start memory search http talk inbox slots bookings journeys sets (all unless named) thread lighthouse`;

const PARTS: Record<string, (context: Context) => Promise<void>> = {
	build,
	start,
	memory,
	search: searchIndexPart,
	http,
	talk,
	inbox,
	slots,
	bookings,
	journeys,
	sets: questionSets,
	thread,
	lighthouse,
};
const ALWAYS = ['build', 'start', 'memory', 'search', 'http', 'talk', 'inbox', 'slots', 'bookings', 'journeys', 'sets'];
/** A part's processes must have come to rest before the next is measured. */
const REST_MS = 2_000;

const { values, positionals } = readArguments(USAGE, {
	allowPositionals: true,
	options: {
		quick: { type: 'boolean', default: false },
		articles: { type: 'string', default: '10000' },
		base: { type: 'string' },
		sets: { type: 'string' },
		only: { type: 'string' },
		lighthouse: { type: 'boolean', default: false },
	},
});
const wanted = positionals.length > 0 ? positionals : ALWAYS;
const parts = values.lighthouse ? [...new Set([...wanted, 'lighthouse'])] : wanted;
const unknown = parts.filter((name) => !PARTS[name]);
if (unknown.length > 0) fail(`unknown: ${unknown.join(', ')}\n${USAGE}`);

const report = openReport();
const from = process.env.INIT_CWD ?? process.cwd();
const context = openContext(
	{
		quick: values.quick,
		articles: Number(values.articles),
		base: values.base && path.resolve(from, values.base),
		sets: values.sets && path.resolve(from, values.sets),
		only: values.only?.split(','),
	},
	report,
);
report.part(`Node ${process.version}, ${cpus().length} cores, load ${loadavg()[0]?.toFixed(1)} before`);
try {
	for (const name of parts) {
		await PARTS[name]?.(context);
		await sleep(REST_MS);
	}
	report.end();
} catch (error) {
	process.stderr.write(`bench: ${(error as Error).message}\n`);
	process.exitCode = 1;
} finally {
	await context.big.remove();
}

function fail(message: string): never {
	process.stderr.write(`bench: ${message}\n`);
	process.exit(1);
}
