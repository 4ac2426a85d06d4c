import { fork } from 'node:child_process';
import path from 'node:path';
import type { Outcome, Racer } from './racer.ts';

const PLACE = { address: 'Thủ Dầu Một', lat: 10.98, lon: 106.67, zone: 'Asia/Ho_Chi_Minh' };
const MINUTES = 15;
/** So many processes are started together. */
const AT_ONCE = 10;
const DAY = [{ from: '00:00', to: '24:00' }];

/** All that is asked for a visit but the time. */
export const ANSWERS = { types: ['race'], place: PLACE.address, people: 1, phone: '+84912345678' };

/** Servers on one database behind a proxy, and the key of their staff. */
export type Track = { origins: readonly string[]; key: string };
export type Race = {
	rounds: number;
	/** Rounds in which not exactly one customer got the time, with what all were told. */
	wrong: { time: string; outcomes: Outcome[] }[];
	/** What the others were told, and how often. */
	told: Record<string, number>;
	/** Visits that stand there after all: one for each round, or something was lost or doubled. */
	visits: number;
	/** Of the bookings that were acknowledged, those that are not among them. */
	missing: string[];
};

/** Customers in processes of their own all want the same time of the only technician there is, one time after the other. */
export async function race(track: Track, { customers, rounds }: { customers: number; rounds: number }): Promise<Race> {
	const call = caller(track);
	const type = await openField(call);
	const racers: Entered[] = [];
	while (racers.length < customers) {
		const next = Array.from({ length: Math.min(AT_ONCE, customers - racers.length) }, (_, n) => racers.length + n);
		racers.push(...(await Promise.all(next.map((number) => enter(track, number)))));
	}
	const [wrong, told, won]: [Race['wrong'], Race['told'], string[]] = [[], {}, []];
	try {
		for (let round = 0; round < rounds; round++) {
			const time = await firstFree(call, type);
			const outcomes = await Promise.all(racers.map(({ ask }) => ask(time) as Promise<Outcome>));
			const codes = outcomes.flatMap((one) => ('won' in one ? [one.won] : []));
			for (const one of outcomes) if ('lost' in one) told[one.lost] = (told[one.lost] ?? 0) + 1;
			if (codes.length !== 1) wrong.push({ time, outcomes });
			won.push(...codes);
		}
	} finally {
		for (const racer of racers) racer.kill();
	}
	const standing = await codesOf(call);
	return { rounds, wrong, told, visits: standing.size, missing: won.filter((code) => !standing.has(code)) };
}

type Entered = { ask(message: object | string): Promise<unknown>; kill(): void };

async function enter({ origins, key }: Track, number: number): Promise<Entered> {
	const child = fork(path.join(import.meta.dirname, 'racer.ts'));
	let heard: (answer: unknown) => void = () => {};
	let lost: (error: Error) => void = () => {};
	child.on('message', (answer) => heard(answer));
	child.on('exit', () => lost(new Error('A customer’s process ended.')));
	const ask = (message: object | string) =>
		new Promise<unknown>((resolve, reject) => {
			[heard, lost] = [resolve, reject];
			child.send(message);
		});
	await ask({ number, origins, key, answers: ANSWERS } satisfies Racer);
	return { ask, kill: () => void child.kill() };
}

export type Call = ReturnType<typeof caller>;

export function caller({ origins, key }: Track) {
	return async <T>(method: string, address: string, body?: object): Promise<T> => {
		const response = await fetch(`${origins[0]}/api/v1${address}`, {
			method,
			headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
			...(body && { body: JSON.stringify(body) }),
		});
		if (!response.ok) throw new Error(`${method} ${address}: ${response.status} ${await response.text()}`);
		return (await response.json()) as T;
	};
}

/** One technician who is always there. */
export async function openField(call: Call): Promise<string> {
	const { zone } = PLACE;
	const place = await call<{ id: string }>('POST', '/places', {
		...PLACE,
		name: PLACE.address,
		areas: [],
		active: true,
	});
	const week = Array.from({ length: 7 }, () => DAY);
	const worker = {
		name: 'Ngọc',
		crew_id: null,
		place_id: place.id,
		skills: [],
		active: true,
		zone,
		week,
		exceptions: [],
	};
	await call('POST', '/workers', worker);
	const nothing = {
		descriptions: {},
		price_notes: {},
		skills: [],
		resource_kinds: [],
		buffer_before: 0,
		buffer_after: 0,
	};
	const terms = { notice: 0, horizon_days: 60, move_until: 0, cancel_until: 0, late_fee: null, checklist: [] };
	const work = { minutes: MINUTES, step: MINUTES, arrival_window: MINUTES, people: 1, people_max: 1 };
	const type = { code: 'race', names: { en: 'race' }, ...nothing, ...terms, ...work, position: 1, active: true };
	return (await call<{ id: string }>('POST', '/visit-types', type)).id;
}

export async function firstFree(call: Call, type: string): Promise<string> {
	const search = { types: [type], at: PLACE, limit: 2, until: new Date(Date.now() + 20 * 86_400_000).toISOString() };
	const { items } = await call<{ items: { window_from: string }[] }>('POST', '/slots/search', search);
	// The very first may have begun before everybody is there.
	const time = items.at(-1)?.window_from;
	if (!time) throw new Error('There is no free time left to race for.');
	return time;
}

/** Of all visits that stand, day by day. */
export async function codesOf(call: Call): Promise<Set<string>> {
	const codes = new Set<string>();
	for (let day = 0; day < 22; day++) {
		const [from, until] = [day, day + 1].map((n) => new Date(Date.now() + n * 86_400_000).toISOString());
		const { items } = await call<{ items: { code: string }[] }>('GET', `/visits?from=${from}&until=${until}&limit=100`);
		for (const { code } of items) codes.add(code);
	}
	return codes;
}
