import { expect, test } from 'vitest';
import { AROUND_THE_CLOCK, type Calendar, minutesOf } from './calendar.ts';
import { exceptionsSchema, shiftsSchema } from './calendar-schema.ts';
import { addOpenTime, isOpen, nextOpening, openTimeBetween } from './open-time.ts';

const HOUR = 3_600_000;
const MINUTE = 60_000;
const at = (text: string) => new Date(text);
const lunch = [
	{ from: '09:00', to: '12:30' },
	{ from: '13:30', to: '17:30' },
];
const night = [
	{ from: '00:00', to: '06:00' },
	{ from: '22:00', to: '24:00' },
];
const weekdays = (shifts: Calendar['week'][number]) => [...Array.from({ length: 5 }, () => shifts), [], []];
const inZone = (zone: string, week: Calendar['week'], exceptions: Calendar['exceptions'] = []): Calendar => ({
	zone,
	week,
	exceptions,
});

/** Slow, and obviously right: looks at the clock on the wall every minute. */
function wall(calendar: Calendar) {
	const clock = new Intl.DateTimeFormat('en-GB', {
		timeZone: calendar.zone,
		year: 'numeric',
		month: '2-digit',
		day: '2-digit',
		weekday: 'short',
		hour: '2-digit',
		minute: '2-digit',
		hourCycle: 'h23',
	});
	return (moment: number): boolean => {
		const part = Object.fromEntries(clock.formatToParts(moment).map(({ type, value }) => [type, value]));
		const day = `${part.year}-${part.month}-${part.day}`;
		const weekday = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'].indexOf(part.weekday ?? '');
		const shifts = calendar.exceptions.find((one) => one.day === day)?.shifts ?? calendar.week[weekday] ?? [];
		const minute = Number(part.hour) * 60 + Number(part.minute);
		return shifts.some(({ from, to }) => minutesOf(from) <= minute && minute < minutesOf(to));
	};
}

const WEEKS = {
	lunch: weekdays(lunch),
	night: Array.from({ length: 7 }, () => night),
	sundays: [[], [], [], [], [], [], [{ from: '01:15', to: '02:45' }]],
};
// Each span holds a night in which clocks are changed, or the end of a February with a leap day.
const SPANS = [
	['Europe/Berlin', '2026-03-27T12:00:00Z'],
	['Europe/Berlin', '2026-10-23T12:00:00Z'],
	['America/Havana', '2026-03-06T12:00:00Z'],
	['America/Havana', '2026-10-30T12:00:00Z'],
	['Australia/Lord_Howe', '2026-04-03T00:00:00Z'],
	['Australia/Lord_Howe', '2026-10-02T00:00:00Z'],
	['Asia/Bangkok', '2028-02-27T00:00:00Z'],
] as const;

for (const [zone, from] of SPANS)
	for (const [name, week] of Object.entries(WEEKS))
		test(`open time agrees with a clock on the wall that is looked at every minute: ${zone}, ${from.slice(0, 10)}, ${name}`, () => {
			const begin = Date.parse(from);
			const holiday = new Date(begin + 4 * 24 * HOUR).toISOString().slice(0, 10);
			const calendar = inZone(zone, week, [
				{ day: holiday, name: 'Half a day', shifts: [{ from: '10:00', to: '11:00' }] },
			]);
			const reads = wall(calendar);
			const minutes = Array.from({ length: 5 * 24 * 60 }, (_, n) => begin + n * MINUTE);
			const open = minutes.filter(reads);
			const end = new Date(begin + minutes.length * MINUTE);
			expect(openTimeBetween(calendar, new Date(begin), end)).toBe(open.length * MINUTE);
			for (const n of minutes.filter((_, i) => i % 97 === 0)) {
				const later = open.filter((minute) => minute >= n);
				expect(isOpen(calendar, new Date(n))).toBe(reads(n));
				if (later.length < 40) continue;
				expect(nextOpening(calendar, new Date(n))?.getTime()).toBe(later[0]);
				expect(addOpenTime(calendar, new Date(n), 40 * MINUTE)?.getTime()).toBe((later[39] ?? 0) + MINUTE);
				expect(openTimeBetween(calendar, new Date(n), end)).toBe(later.length * MINUTE);
			}
		});

test('what is added is what lies between, down to the millisecond', () => {
	const calendar = inZone('Europe/Berlin', weekdays(lunch), [{ day: '2026-12-25', name: 'Christmas', shifts: [] }]);
	const from = at('2026-12-24T15:29:59.321Z');
	for (const ms of [1, 999, 30 * MINUTE, 7.5 * HOUR, 31 * HOUR + 1]) {
		const to = addOpenTime(calendar, from, ms);
		expect(openTimeBetween(calendar, from, to ?? from)).toBe(ms);
	}
});

test('a lunch break is no time, and a day that ends exactly ends that day', () => {
	const calendar = inZone('Asia/Bangkok', weekdays(lunch));
	const add = (from: string, ms: number) => addOpenTime(calendar, at(from), ms)?.toISOString();
	expect(add('2026-03-02T12:20:00+07:00', 30 * MINUTE)).toBe('2026-03-02T06:50:00.000Z');
	expect(add('2026-03-02T17:00:00+07:00', 30 * MINUTE)).toBe('2026-03-02T10:30:00.000Z');
	expect(add('2026-03-06T17:00:00+07:00', 31 * MINUTE)).toBe('2026-03-09T02:01:00.000Z');
	expect(nextOpening(calendar, at('2026-03-07T10:00:00+07:00'))?.toISOString()).toBe('2026-03-09T02:00:00.000Z');
});

test('years of holidays are passed over, and what never opens says so', () => {
	const days = Array.from({ length: 700 }, (_, n) => new Date(Date.UTC(2026, 0, 1 + n)).toISOString().slice(0, 10));
	const closed = days.map((day) => ({ day, name: '', shifts: [] }));
	expect(nextOpening(inZone('UTC', weekdays(lunch), closed), at('2026-01-01'))?.toISOString()).toBe(
		'2027-12-02T09:00:00.000Z',
	);
	const never = inZone('UTC', weekdays([]));
	expect([nextOpening(never, at('2026-01-01')), addOpenTime(never, at('2026-01-01'), 1)]).toEqual([
		undefined,
		undefined,
	]);
	const once = { ...never, exceptions: [{ day: '2026-02-01', name: '', shifts: lunch }] };
	expect(addOpenTime(once, at('2026-01-01'), HOUR)?.toISOString()).toBe('2026-02-01T10:00:00.000Z');
	expect(addOpenTime(once, at('2026-01-01'), 8 * HOUR)).toBeUndefined();
	expect(openTimeBetween(once, at('2026-03-01'), at('2026-01-01'))).toBe(0);
});

test('around the clock an hour is an hour', () => {
	expect(isOpen(AROUND_THE_CLOCK, at('2026-12-25T03:00:00Z'))).toBe(true);
	expect(addOpenTime(AROUND_THE_CLOCK, at('2028-02-28T23:30:00Z'), 24 * HOUR)?.toISOString()).toBe(
		'2028-02-29T23:30:00.000Z',
	);
});

test('shifts are put in order, and must not overlap, run backwards or stand on one day twice', () => {
	expect(shiftsSchema.parse(lunch.toReversed())).toEqual(lunch);
	for (const wrong of [
		[{ from: '09:00', to: '09:00' }],
		[{ from: '22:00', to: '06:00' }],
		[...lunch, { from: '12:00', to: '13:00' }],
		[{ from: '9:00', to: '10:00' }],
		[{ from: '23:00', to: '24:30' }],
	])
		expect(shiftsSchema.safeParse(wrong).success).toBe(false);
	const day = { day: '2026-12-25', name: 'Christmas', shifts: [] };
	expect(exceptionsSchema.safeParse([day, day]).success).toBe(false);
});
