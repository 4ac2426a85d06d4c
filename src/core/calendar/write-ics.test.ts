import { expect, test } from 'vitest';
import { writeInvitation } from './write-ics.ts';

const entry = {
	uid: 'visit-7@help.example',
	sequence: 3,
	stamp: new Date('2026-11-24T01:00:00Z'),
	starts_at: new Date('2026-11-25T02:00:00Z'),
	ends_at: new Date('2026-11-25T04:00:00Z'),
	summary: 'Bảo trì máy nén khí; kiểm tra, thay dầu và vệ sinh toàn bộ hệ thống lọc 保养空压机 ซ่อมบำรุง',
	location: '12 Đại lộ Bình Dương, Thủ Dầu Một',
	description: 'First line\r\nEND:VEVENT\u0000\nC:\\oil',
	alarm_minutes: 60,
};
const people = {
	organizer: { name: 'Kestrel "Air"\r\nX:1', address: 'help@kestrel.example' },
	attendee: 'ann@b.example',
};
const unfolded = (ics: string) => ics.replaceAll('\r\n ', '');

test('an invitation says whom, what, where and when, and what was typed ends no line', () => {
	const lines = unfolded(writeInvitation(entry, { method: 'REQUEST', ...people })).split('\r\n');
	expect(lines.slice(0, 4)).toEqual(['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Saunders//EN', 'METHOD:REQUEST']);
	expect(lines).toEqual(
		expect.arrayContaining([
			'UID:visit-7@help.example',
			'SEQUENCE:3',
			'DTSTART:20261125T020000Z',
			'DTEND:20261125T040000Z',
			'LOCATION:12 Đại lộ Bình Dương\\, Thủ Dầu Một',
			'DESCRIPTION:First line\\nEND:VEVENT\\nC:\\\\oil',
			'ORGANIZER;CN="Kestrel AirX:1":mailto:help@kestrel.example',
			'TRIGGER:-PT60M',
		]),
	);
	expect(lines.filter((line) => line === 'END:VEVENT')).toHaveLength(1);
});

test('no line is longer than 75 octets, and no letter is torn', () => {
	const ics = writeInvitation(entry, { method: 'REQUEST', ...people });
	for (const line of ics.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
	expect(unfolded(ics)).toContain('保养空压机 ซ่อมบำรุง');
});

test('what is called off says so, and reminds of nothing', () => {
	const ics = writeInvitation({ ...entry, cancelled: true }, { method: 'CANCEL', ...people });
	expect(ics).toContain('METHOD:CANCEL');
	expect(ics).toContain('STATUS:CANCELLED');
	expect(ics).not.toContain('VALARM');
});
