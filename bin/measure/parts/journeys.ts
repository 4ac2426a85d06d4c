import type { Context } from '../context.ts';
import { loadVisits, SITE } from '../load-visits.ts';
import { share } from '../quantile.ts';
import { newFolder, removeFolder, type Running, startServer } from '../server.ts';

const CLIENTS = 16;
/** As the demo company has. */
const CROWD = { workers: 12, days: 60, free: 6 };
const SECONDS = 20;
const QUICK_SECONDS = 5;
/** What the server has just begun to compile is not counted. */
const WARM_MS = 3_000;

type Turn = { id: string; state: string; ask?: { name: string; shape: { offers?: { value: string }[] } } };
type Steps = { times: Map<string, number[]>; done: number; refused: number };

/** Customers who book a visit one question after the other, each as soon as they see the next. */
export async function journeys({ report, quick }: Context): Promise<void> {
	const dataDir = await newFolder();
	await loadVisits(dataDir, CROWD);
	const server = await startServer({ dataDir, env: { TRUST_PROXY: '1' } });
	try {
		await server.ready();
		const steps: Steps = { times: new Map(), done: 0, refused: 0 };
		const begun = performance.now();
		const seconds = quick ? QUICK_SECONDS : SECONDS;
		const end = begun + WARM_MS + seconds * 1_000;
		const client = async (number: number) => {
			for (let n = 0; performance.now() < end; n++)
				await bookOne(server, { number: n * CLIENTS + number, steps, from: begun + WARM_MS });
		};
		await Promise.all(Array.from({ length: CLIENTS }, (_, number) => client(number)));
		const all = [...steps.times.values()].flat();
		report.part('journeys', `${CLIENTS} customers who book at once, ${CROWD.workers} people`);
		report.figure({ what: 'visits booked', value: steps.done });
		report.figure({ what: 'times taken by somebody else meanwhile', value: steps.refused });
		report.figure({ what: 'steps a second', value: all.length / seconds });
		report.figure({ what: 'a step: p50', value: share(all, 0.5), unit: 'ms' });
		report.figure({ what: 'p95', value: share(all, 0.95), unit: 'ms', bar: { atMost: 30 } });
		for (const [name, times] of steps.times)
			report.note(`${name.padEnd(10)} p50 ${share(times, 0.5).toFixed(1)} ms, p95 ${share(times, 0.95).toFixed(1)} ms`);
	} finally {
		await server.stop();
		await removeFolder(dataDir);
	}
}

type Booking = { number: number; steps: Steps; from: number };

async function bookOne({ origin, call }: Running, { number, steps, from }: Booking): Promise<void> {
	const { token } = await call<{ token: string }>('POST', '/api/v1/sessions', {});
	const headers = {
		authorization: `Bearer ${token}`,
		'content-type': 'application/json',
		'x-forwarded-for': `10.${(number >> 16) & 255}.${(number >> 8) & 255}.${number & 255}`,
	};
	const step = async (name: string, path: string, body: object): Promise<Turn | undefined> => {
		const sent = performance.now();
		const reply = await fetch(`${origin}/api/v1/journeys${path}`, {
			method: 'POST',
			headers,
			body: JSON.stringify(body),
		});
		const turn = (await reply.json()) as Turn;
		if (sent > from) timesOf(steps, name).push(performance.now() - sent);
		if (reply.status === 422) steps.refused++;
		else if (!reply.ok) throw new Error(`${name}: ${reply.status} ${JSON.stringify(turn)}`);
		return reply.ok ? turn : undefined;
	};
	const begun = await step('begin', '', { service: 'book-visit', time_zone: SITE.zone });
	if (!begun) return;
	const answer = (name: string, value: unknown) => step(name, `/${begun.id}/answers`, { name, value });
	await answer('types', ['hour']);
	await answer('place', SITE.address);
	const offered = (await answer('people', 1))?.ask?.shape.offers ?? [];
	const held = await answer('slot', offered[number % offered.length]?.value);
	if (!held) return;
	await answer('phone', '+84912345678');
	if ((await step('confirm', `/${begun.id}/submit`, {}))?.state === 'done') steps.done++;
}

function timesOf({ times }: Steps, name: string): number[] {
	const known = times.get(name) ?? [];
	times.set(name, known);
	return known;
}
