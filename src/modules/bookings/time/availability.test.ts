import { expect, test } from 'vitest';
import type { Calendar } from '#core/calendar/calendar.ts';
import { type Busy, type Need, offersOf, type Person, type Unit } from './availability.ts';
import { choose } from './choose.ts';
import { gridOf } from './grid.ts';
import { clockAt, slowOffers } from './slow-availability.fixture.ts';
import { straightLine } from './travel.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
const DAY_MS = 86_400_000;
const travel = straightLine({ kmh: 30, fixed_minutes: 5, unknown_minutes: 30 });

/** The same numbers at every run (mulberry32). */
function dice(seed: number) {
	let state = seed;
	const next = () => {
		state = (state + 0x6d2b79f5) | 0;
		let t = Math.imul(state ^ (state >>> 15), 1 | state);
		t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
		return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
	};
	const below = (n: number) => Math.floor(next() * n);
	return { below, oneOf: <T>(all: readonly T[]) => all[below(all.length)]! };
}

const ZONES = ['Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Bangkok'];
/** Nights in which clocks change there, and days when nothing happens. */
const DAYS = ['2026-03-28', '2026-10-24', '2026-03-07', '2026-10-31', '2026-04-04', '2026-10-03', '2026-06-10'];
const WEEKS = [
	[{ from: '08:00', to: '17:00' }],
	[
		{ from: '07:30', to: '12:00' },
		{ from: '13:15', to: '18:00' },
	],
	[
		{ from: '00:00', to: '06:00' },
		{ from: '22:00', to: '24:00' },
	],
	[{ from: '00:00', to: '24:00' }],
	[],
];

function oneCase(seed: number) {
	const { below, oneOf } = dice(seed);
	const zone = oneOf(ZONES);
	const from = Date.parse(`${oneOf(DAYS)}T00:00:00Z`) + below(24) * HOUR_MS;
	const until = from + (6 + below(40)) * HOUR_MS;
	const spot = () =>
		oneOf([
			{ lat: null, lon: null },
			{ lat: 0, lon: 0 },
			{ lat: 10.7 + below(20) / 100, lon: 106.6 + below(20) / 100 },
			{ lat: 10.7 + below(20) / 100, lon: 106.6 + below(20) / 100 },
		]);
	const busy = (most: number): Busy[] =>
		Array.from({ length: below(most) }, () => {
			const begins = from - DAY_MS + below(3 * 24 * 12) * 5 * MINUTE_MS;
			return { from: begins, until: begins + (1 + below(40)) * 5 * MINUTE_MS, at: spot() };
		}).toSorted((a, b) => a.from - b.from);
	const calendar = (): Calendar => ({
		zone: oneOf([zone, zone, oneOf(ZONES)]),
		week: Array.from({ length: 7 }, () => oneOf(WEEKS)),
		exceptions: [],
	});
	const people: Person[] = Array.from({ length: 1 + below(4) }, (_, i) => ({
		id: `p${i}`,
		crew_id: oneOf(['a', 'b', null]),
		calendar: calendar(),
		base: spot(),
		busy: busy(8),
	}));
	const units: Unit[] = Array.from({ length: below(4) }, (_, i) => ({
		id: `u${i}`,
		kind: oneOf(['lift', 'loan']),
		busy: busy(8),
	}));
	const need: Need = {
		minutes: 15 * (1 + below(10)),
		before: 5 * below(4),
		after: 5 * below(4),
		step: oneOf([15, 30, 45, 60]),
		people: oneOf([1, 1, 2]),
		kinds: oneOf([[], [], ['lift'], ['lift', 'loan']]),
		site: spot(),
		zone,
		from,
		until,
	};
	return { need, forces: { people, units, travel } };
}

test('what is offered is what somebody finds who looks at every minute, for two hundred crews', () => {
	let offered = 0;
	for (let seed = 1; seed <= 200; seed++) {
		const { need, forces } = oneCase(seed);
		const offers = offersOf(need, forces);
		expect({ seed, offers }).toEqual({ seed, offers: slowOffers(need, forces) });
		offered += offers.length;
	}
	expect(offered).toBeGreaterThan(1_000);
});

test('a crew is found for each time that is offered and for no other', () => {
	for (let seed = 1; seed <= 60; seed++) {
		const { need, forces } = oneCase(seed);
		const offered = offersOf(need, forces).map(({ at }) => at);
		const grid = gridOf(need.zone, need.step, need.from, need.until).filter((_, i) => i % 5 === 0);
		const found = grid.filter((at) => choose({ ...need, from: at, until: at }, forces)?.workers.length === need.people);
		expect({ seed, found }).toEqual({ seed, found: grid.filter((at) => offered.includes(at)) });
	}
});

const allDay = (zone: string): Person => ({
	id: 'a',
	crew_id: null,
	calendar: { zone, week: Array.from({ length: 7 }, () => [{ from: '00:00', to: '24:00' }]), exceptions: [] },
	base: { lat: 1, lon: 1 },
	busy: [],
});

test.each([
	['Europe/Berlin', '2026-03-29', 23 * 2, ['02:00', '02:30']],
	['Europe/Berlin', '2026-10-25', 24 * 2, []],
	['America/New_York', '2026-03-08', 23 * 2, ['02:00', '02:30']],
	['America/New_York', '2026-11-01', 24 * 2, []],
	['Australia/Lord_Howe', '2026-10-04', 47, ['02:00']],
	['Australia/Lord_Howe', '2026-04-05', 48, []],
])('in %s on %s each time on the clock is offered once, and none that is left out', (zone, day, count, leftOut) => {
	const from = Date.parse(`${day}T00:00:00Z`) - DAY_MS;
	const need: Need = {
		minutes: 30,
		before: 0,
		after: 0,
		step: 30,
		people: 1,
		kinds: [],
		site: { lat: 1, lon: 1 },
		zone,
		from,
		until: from + 3 * DAY_MS,
	};
	const offers = offersOf(need, { people: [allDay(zone)], units: [], travel });
	const shown = offers.map(({ at }) => clockAt(zone, at)).filter((clock) => clock.startsWith(day));
	expect(shown).toHaveLength(count);
	expect(new Set(shown).size).toBe(count);
	expect(shown.every((clock) => /:[03]0$/.test(clock))).toBe(true);
	expect(leftOut.filter((time) => shown.includes(`${day} ${time}`))).toEqual([]);
});

const NOON = Date.parse('2026-06-10T05:00:00Z');
const at = (lat: number, lon: number) => ({ lat, lon });
const office = (id: string, busy: Busy[], crew_id: string | null = null): Person => ({
	id,
	crew_id,
	calendar: {
		zone: 'Asia/Bangkok',
		week: Array.from({ length: 7 }, () => [{ from: '08:00', to: '17:00' }]),
		exceptions: [],
	},
	base: at(13.7, 100.5),
	busy,
});
const visitAt = (hour: number, spot: Busy['at']): Busy => ({
	from: NOON + (hour - 12) * HOUR_MS,
	until: NOON + (hour - 11) * HOUR_MS,
	at: spot,
});
const noon: Need = {
	minutes: 60,
	before: 0,
	after: 0,
	step: 30,
	people: 1,
	kinds: [],
	site: at(13.75, 100.55),
	zone: 'Asia/Bangkok',
	from: NOON,
	until: NOON,
};
const chosen = (need: Need, people: Person[], kept?: string[]) =>
	choose(need, { people, units: [], travel }, kept)?.workers;

test('whoever is near already comes, then whoever has least to do, and of several a crew', () => {
	const near = office('near', [visitAt(10, at(13.75, 100.55)), visitAt(8, at(13.7, 100.5))]);
	const idle = office('idle', []);
	const busy = office('busy', [visitAt(9, at(13.7, 100.5))]);
	expect(chosen(noon, [idle, busy, near])).toEqual(['near']);
	expect(chosen(noon, [busy, idle])).toEqual(['idle']);
	expect(chosen(noon, [idle, busy, near], ['busy'])).toEqual(['busy']);
	const crew = [office('c1', [visitAt(9, at(13.8, 100.6))], 'c'), office('c2', [visitAt(15, at(13.8, 100.6))], 'c')];
	expect(chosen({ ...noon, people: 2 }, [near, idle, ...crew])).toEqual(expect.arrayContaining(['c1', 'c2']));
	expect(chosen({ ...noon, people: 4 }, [near, idle, busy])).toBeUndefined();
});

test('nobody is offered who could not drive there in time, or not in time for what comes next', () => {
	const far = at(14.3, 100.55);
	expect(chosen(noon, [office('before', [visitAt(11, far)])])).toBeUndefined();
	expect(chosen(noon, [office('after', [visitAt(13, far)])])).toBeUndefined();
	expect(chosen(noon, [office('later', [visitAt(16, far)])])).toEqual(['later']);
});
