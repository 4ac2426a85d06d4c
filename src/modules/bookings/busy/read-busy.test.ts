import { expect, test } from 'vitest';
import { readBusy } from './read-busy.ts';

const looking = { from: Date.UTC(2026, 9, 1), until: Date.UTC(2026, 10, 15), zone: 'Asia/Bangkok' };
const file = (...lines: string[]) =>
	['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//x//y//EN', ...lines, 'END:VCALENDAR'].join('\r\n');
const event = (...lines: string[]) => ['BEGIN:VEVENT', 'UID:a@x', 'DTSTAMP:20260101T000000Z', ...lines, 'END:VEVENT'];
const read = (...lines: string[]) =>
	readBusy(file(...lines), looking).map(({ from, until }) =>
		[from, until].map((at) => new Date(at).toISOString().slice(0, 16)),
	);

test.each([
	['in UTC', ['DTSTART:20261005T030000Z', 'DTEND:20261005T043000Z'], [['2026-10-05T03:00', '2026-10-05T04:30']]],
	['for a time', ['DTSTART:20261005T030000Z', 'DURATION:PT45M'], [['2026-10-05T03:00', '2026-10-05T03:45']]],
	[
		'by the clocks of a zone that is not described',
		['DTSTART;TZID=Europe/Paris:20261005T090000', 'DTEND;TZID=Europe/Paris:20261005T100000'],
		[['2026-10-05T07:00', '2026-10-05T08:00']],
	],
	[
		'by nobody’s clocks',
		['DTSTART:20261005T090000', 'DTEND:20261005T100000'],
		[['2026-10-05T02:00', '2026-10-05T03:00']],
	],
	[
		'for two whole days',
		['DTSTART;VALUE=DATE:20261005', 'DTEND;VALUE=DATE:20261007'],
		[['2026-10-04T17:00', '2026-10-06T17:00']],
	],
	['for a whole day without an end', ['DTSTART;VALUE=DATE:20261005'], [['2026-10-04T17:00', '2026-10-05T17:00']]],
	['long before', ['DTSTART:20250105T030000Z', 'DTEND:20250105T043000Z'], []],
	['but free', ['DTSTART:20261005T030000Z', 'DTEND:20261005T043000Z', 'TRANSP:TRANSPARENT'], []],
	['but called off', ['DTSTART:20261005T030000Z', 'DTEND:20261005T043000Z', 'STATUS:CANCELLED'], []],
	['for no time', ['DTSTART:20261005T030000Z'], []],
])('somebody is busy %s', (_how, lines, busy) => {
	expect(read(...event(...lines))).toEqual(busy);
});

test('what repeats follows the clocks of its zone over the night they change, without the days that are left out', () => {
	const weekly = event(
		'DTSTART;TZID=Europe/Paris:20200106T090000',
		'DTEND;TZID=Europe/Paris:20200106T100000',
		'RRULE:FREQ=WEEKLY;BYDAY=MO',
		'EXDATE;TZID=Europe/Paris:20261012T090000',
	);
	const moved = event(
		'RECURRENCE-ID;TZID=Europe/Paris:20261102T090000',
		'DTSTART;TZID=Europe/Paris:20261103T140000',
		'DTEND;TZID=Europe/Paris:20261103T150000',
	);
	expect(read(...weekly, ...moved)).toEqual([
		['2026-10-05T07:00', '2026-10-05T08:00'],
		['2026-10-19T07:00', '2026-10-19T08:00'],
		['2026-10-26T08:00', '2026-10-26T09:00'],
		['2026-11-03T13:00', '2026-11-03T14:00'],
		['2026-11-09T08:00', '2026-11-09T09:00'],
	]);
});

test('a zone that the file describes by a name of its own counts as described', () => {
	const zone = [
		'BEGIN:VTIMEZONE',
		'TZID:Our Time',
		'BEGIN:STANDARD',
		'DTSTART:19700101T000000',
		'TZOFFSETFROM:+0530',
		'TZOFFSETTO:+0530',
		'END:STANDARD',
		'END:VTIMEZONE',
	];
	const own = event('DTSTART;TZID=Our Time:20261005T090000', 'DTEND;TZID=Our Time:20261005T100000');
	expect(read(...zone, ...own)).toEqual([['2026-10-05T03:30', '2026-10-05T04:30']]);
});

test('what overlaps is one, and a list of busy times is read as well', () => {
	const list = [
		'BEGIN:VFREEBUSY',
		'UID:f',
		'DTSTAMP:20260101T000000Z',
		'FREEBUSY:20261005T040000Z/PT2H,20261006T040000Z/20261006T050000Z',
		'FREEBUSY;FBTYPE=FREE:20261007T040000Z/PT2H',
		'END:VFREEBUSY',
	];
	expect(read(...event('DTSTART:20261005T030000Z', 'DTEND:20261005T043000Z'), ...list)).toEqual([
		['2026-10-05T03:00', '2026-10-05T06:00'],
		['2026-10-06T04:00', '2026-10-06T05:00'],
	]);
});

test('a rule without end costs a bounded time, and what is no calendar says so', () => {
	const begun = performance.now();
	expect(read(...event('DTSTART:20200101T000000Z', 'DTEND:20200101T000001Z', 'RRULE:FREQ=SECONDLY'))).toEqual([]);
	expect(performance.now() - begun).toBeLessThan(10_000);
	expect(() => readBusy('<html>Sign in</html>', looking)).toThrow();
	expect(() => readBusy('BEGIN:VCARD\r\nEND:VCARD', looking)).toThrow();
});
