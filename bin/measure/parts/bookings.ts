import { CLIENTS, compare, plainTarget } from '../compare.ts';
import type { Context } from '../context.ts';
import { wire } from '../load.ts';
import { loadVisits, SITE } from '../load-visits.ts';
import { startPlain } from '../plain.ts';
import { newFolder, removeFolder, type Running, startServer } from '../server.ts';

/** As many people as the demo company has, most of whose time is free. */
const CROWD = { workers: 12, days: 100, free: 8 };
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const FIRST_DAY = 2;
/** Three rounds, each on days of its own. */
const DAYS_A_ROUND = 19;
/** In UTC: from eight until five in the afternoon, there. */
const HOURS = [1, 3, 5, 7, 9];
/** Of twelve people four may be on their way between two other visits. */
const AT_ONCE = 8;

/** Free times of a day and bookings, each against a plain Node server under the same load. */
export async function bookings({ report, quick }: Context): Promise<void> {
	const dataDir = await newFolder();
	const { type, customer } = await loadVisits(dataDir, CROWD);
	const server = await startServer({ dataDir });
	const plain = await startPlain();
	try {
		await server.ready();
		report.part('bookings', `${CLIENTS} clients, ${CROWD.workers} people`);
		const { port } = server;
		await compare(
			report,
			[
				plainTarget(plain.port),
				{ what: 'free times of a day', port, requests: searches(server, type), atLeast: 0.05 },
				{
					what: 'book',
					port,
					requests: (round) => bookingsOf(server, { type, customer, round }),
					atLeast: 0.03,
					status: 201,
				},
			],
			quick,
		);
	} finally {
		plain.stop();
		await server.stop();
		await removeFolder(dataDir);
	}
}

const midnight = () => Math.floor(Date.now() / DAY_MS) * DAY_MS;

function searches({ key }: Running, type: string): string[] {
	return Array.from({ length: 30 }, (_, day) => {
		const from = midnight() + (FIRST_DAY + day) * DAY_MS - 7 * HOUR_MS;
		const [begins, ends] = [from, from + DAY_MS].map((at) => new Date(at).toISOString());
		return wire({ path: '/api/v1/slots/search', key, body: { types: [type], at: SITE, from: begins, until: ends } });
	});
}

/** Each hour of each day so often as most people are free: nobody is refused. */
function bookingsOf({ key }: Running, { type, customer, round }: { type: string; customer: string; round: number }) {
	const first = midnight() + (FIRST_DAY + round * DAYS_A_ROUND) * DAY_MS;
	const starts = HOURS.flatMap((hour) =>
		Array.from({ length: DAYS_A_ROUND }, (_, day) => first + day * DAY_MS + hour * HOUR_MS),
	);
	return Array.from({ length: AT_ONCE }, () => starts)
		.flat()
		.map((at) => {
			const starts_at = new Date(at).toISOString();
			return wire({ path: '/api/v1/visits', key, body: { customer_id: customer, types: [type], starts_at, at: SITE } });
		});
}
