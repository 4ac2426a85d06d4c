import { setTimeout as sleep } from 'node:timers/promises';
import { attachUrl } from '#core/postgres/open.ts';
import { readArguments } from '../arguments.ts';
import { corpus } from './corpus.ts';
import { loadCorpus } from './load-corpus.ts';
import { openReport, type Report } from './report.ts';
import { newFolder, removeFolder, startServer, stopOrphan } from './server.ts';
import { findLosses } from './soak/checks.ts';
import { killBoth, type Sample, type Target, watchMemory } from './soak/faults.ts';
import { countOf, type Ledger, newLedger } from './soak/ledger.ts';
import { soakRace } from './soak/race.ts';
import { soakTalk } from './soak/talk.ts';
import { runTraffic } from './soak/traffic.ts';

const ARTICLES = 250;
const KILL_EVERY_MS = 12_000;
const KILL_DATABASE_EVERY_MS = 30_000;
/** More than this from the second third of the watched time to the last is growth; less is the garbage collector's mood. */
const MOST_GROWTH = 0.1;

const USAGE = 'npm run soak [-- --minutes N] [--times N]    (0: leave that part out)';

const { values } = readArguments(USAGE, {
	options: {
		minutes: { type: 'string', default: '10' },
		times: { type: 'string', default: '100' },
		rounds: { type: 'string', default: '1000' },
	},
});
const [minutes, cycles, rounds] = [Number(values.minutes), Number(values.times), Number(values.rounds)];
if (!(minutes >= 0 && cycles >= 0 && rounds >= 0)) {
	process.stderr.write(`${USAGE}\n`);
	process.exit(2);
}

const folder = await newFolder();
const talkFolder = await newFolder();
const raceFolder = await newFolder();
const figures = openReport();
try {
	if (minutes > 0) await soak(figures, folder);
	await stopOrphan(folder);
	if (cycles > 0) await soakTalk(figures, talkFolder, corpus(), cycles);
	if (rounds > 0) await soakRace(figures, raceFolder, rounds);
	figures.end();
} finally {
	for (const each of [folder, talkFolder, raceFolder]) {
		await stopOrphan(each);
		await removeFolder(each);
	}
}

/** Half of the time both are killed; the other half the app lives, so that its memory can be watched. */
async function soak(report: Report, dataDir: string): Promise<void> {
	const made = corpus();
	await loadCorpus(dataDir, made, ARTICLES);
	const target: Target = {
		current: await startServer({ dataDir }),
		faults: { apps: 0, databases: 0, slowestReturn: 0 },
	};
	await target.current.ready();
	const { origin, key } = target.current;
	const ledger = newLedger();
	const over = new AbortController();
	const traffic = runTraffic({ origin, key, ledger, corpus: made, articles: ARTICLES, stop: over.signal });
	const half = minutes * 30_000;
	try {
		await killBoth(target, KILL_EVERY_MS, AbortSignal.timeout(half));
		const samples = await watchMemory(target, KILL_DATABASE_EVERY_MS, AbortSignal.timeout(half));
		over.abort();
		await traffic;
		await target.current.ready();
		await sleep(2_000);
		const losses = await findLosses(await attachUrl(dataDir), target.current, ledger);
		show(report, target, ledger, samples);
		for (const { what, checked, wrong } of losses)
			report.figure({ what: `${what} (of ${checked})`, value: wrong, bar: { atMost: 0 } });
	} finally {
		over.abort();
		await target.current.stop();
	}
}

function show(report: Report, { faults }: Target, ledger: Ledger, samples: Sample[]): void {
	report.part('soak', `${minutes} minutes`);
	report.figure({ what: 'kill -9 of the app', value: faults.apps });
	report.figure({ what: 'kill -9 of the database', value: faults.databases });
	report.figure({ what: 'slowest return', value: faults.slowestReturn, unit: 's' });
	for (const [kind, statuses] of [...ledger.statuses].toSorted()) {
		const counts = [...statuses]
			.toSorted((a, b) => (a[0] < b[0] ? -1 : 1))
			.map(([status, times]) => `${status}: ${times}`);
		report.note(`${kind.padEnd(14)} ${counts.join('   ')}`);
	}
	const none = { atMost: 0 };
	const broken = countOf(ledger, (status) => status !== 'lost' && status >= 500 && status !== 503);
	const refused = countOf(ledger, (status) => status !== 'lost' && status >= 400 && status < 500 && status !== 409);
	const hung = [...ledger.statuses.keys()].filter((kind) => kind.endsWith('hung')).length;
	report.figure({ what: 'answers of 500 and above, but 503', value: broken, bar: none });
	report.figure({ what: 'refusals (409 while the first attempt still runs is none)', value: refused, bar: none });
	report.figure({ what: 'kinds of requests that hung for half a minute', value: hung, bar: none });
	const third = Math.floor(samples.length / 3);
	const before = middle(samples.slice(third, 2 * third));
	const after = middle(samples.slice(2 * third));
	report.figure({ what: 'memory of the app towards the end', value: after, unit: 'MB' });
	report.figure({ what: 'slope of its memory', value: slopeOf(samples.slice(third)), unit: 'MB/min' });
	report.figure({ what: 'its growth over the last third', value: after / before - 1, bar: { atMost: MOST_GROWTH } });
}

function middle(samples: Sample[]): number {
	return samples.map(({ megabytes }) => megabytes).toSorted((a, b) => a - b)[samples.length >> 1] ?? NaN;
}

/** Least squares. */
function slopeOf(samples: Sample[]): number {
	const mean = (of: (one: Sample) => number) => samples.reduce((sum, one) => sum + of(one), 0) / samples.length;
	const x = mean((one) => one.minutes);
	const y = mean((one) => one.megabytes);
	return mean((one) => (one.minutes - x) * (one.megabytes - y)) / mean((one) => (one.minutes - x) ** 2);
}
