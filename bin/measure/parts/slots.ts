import type { Context } from '../context.ts';
import { loadVisits, SITE } from '../load-visits.ts';
import { share } from '../quantile.ts';
import { newFolder, removeFolder, type Running, startServer } from '../server.ts';

const CROWD = { workers: 50, days: 90, free: 1 };
const SEARCH_DAYS = 30;
const WARM = 10;
const ROUNDS = 200;
const QUICK = 40;

/** Free times of fifty people over thirty days, each with eight visits a day, through the API; one search after the other. */
export async function slots({ report, quick }: Context): Promise<void> {
	const dataDir = await newFolder();
	const { type } = await loadVisits(dataDir, CROWD);
	const server = await startServer({ dataDir });
	try {
		await server.ready();
		report.part('slots', `${CROWD.workers} people, ${SEARCH_DAYS} days of ${CROWD.days}, 8 visits a day each`);
		const { times, found } = await searchAll(server, type, quick ? QUICK : ROUNDS);
		report.figure({ what: 'times found', value: found });
		report.figure({ what: 'free times: p50', value: share(times, 0.5), unit: 'ms' });
		report.figure({ what: 'p95', value: share(times, 0.95), unit: 'ms', bar: { atMost: 50 } });
	} finally {
		await server.stop();
		await removeFolder(dataDir);
	}
}

async function searchAll(server: Running, type: string, rounds: number): Promise<{ times: number[]; found: number }> {
	const until = new Date(Date.now() + SEARCH_DAYS * 86_400_000).toISOString();
	const search = { types: [type], at: SITE, until, limit: 500 };
	const times: number[] = [];
	let found = 0;
	for (let round = 0; round < WARM + rounds; round++) {
		const begun = performance.now();
		const { items } = await server.call<{ items: object[] }>('POST', '/api/v1/slots/search', search);
		if (round >= WARM) times.push(performance.now() - begun);
		found = items.length;
	}
	return { times, found };
}
