import { load, type LoadResult, wire } from './load.ts';
import type { Report } from './report.ts';

export const CLIENTS = 16;

export type Target = {
	what: string;
	port: number;
	/** Sent in turn and, where they run out, again; those of one round where each can be sent only once. */
	requests: string[] | ((round: number) => string[]);
	/** What its share of the first target's requests a second must be. */
	atLeast?: number;
	/** What its p99 must be, in milliseconds. */
	p99?: number;
	/** How it is answered; 200 unless told. */
	status?: number;
};

/** What others are measured against: `port` is that of `startPlain`. */
export const plainTarget = (port: number): Target => ({
	what: 'plain node:http, 10 kB',
	port,
	requests: [wire({ path: '/' })],
});

/**
 * Loads each in turn and reports it beside the first. In rounds, so that a busy moment of the machine meets all of them; each ratio is taken within its
 * round, and the middle one counts.
 */
export async function compare(report: Report, targets: Target[], quick: boolean): Promise<void> {
	const { rounds, seconds } = quick ? { rounds: 1, seconds: 2 } : { rounds: 3, seconds: 4 };
	const results: LoadResult[][] = [];
	for (let round = 0; round < rounds; round++) {
		const row: LoadResult[] = [];
		for (const { port, requests } of targets) {
			const due = typeof requests === 'function' ? requests(round) : requests;
			row.push(await load({ port, requests: due, clients: CLIENTS, seconds, once: typeof requests === 'function' }));
		}
		results.push(row);
	}
	for (const [i, { what, atLeast, p99, status = 200 }] of targets.entries()) {
		const own = results.map((row) => row[i] as LoadResult);
		refuseErrors(what, status, own);
		report.figure({ what: `${what}: requests a second`, value: Math.round(median(own.map((one) => one.perSecond))) });
		const ratios = results.map((row) => (row[i]?.perSecond ?? NaN) / (row[0]?.perSecond ?? NaN));
		report.figure({ what: `${what} ÷ plain`, value: median(ratios), ...(atLeast && { bar: { atLeast } }) });
		report.figure({ what: `${what}: p50`, value: median(own.map((one) => one.p50)), unit: 'ms' });
		const slowest = median(own.map((one) => one.p99));
		report.figure({ what: `${what}: p99`, value: slowest, unit: 'ms', ...(p99 && { bar: { atMost: p99 } }) });
	}
}

/** A fast refusal is no speed. */
function refuseErrors(what: string, wanted: number, results: LoadResult[]): void {
	for (const { statuses, failed } of results)
		if (failed > 0 || Object.keys(statuses).some((status) => status !== String(wanted)))
			throw new Error(
				`${what}: not every request was answered with ${wanted}: ${JSON.stringify({ statuses, failed })}`,
			);
}

const median = (values: number[]) => values.toSorted((a, b) => a - b)[values.length >> 1] ?? NaN;
