import { expect, test } from 'vitest';
import { findWhen } from './find-when.ts';
import { readWhen } from './read-when.ts';
import { NOW, shown } from './shown.fixture.ts';

const at = (text: string, zone: string, now: string, more: { lang?: string; past?: boolean } = {}) =>
	readWhen(text, { lang: 'en', zone, now: new Date(now), ...more })?.from.toISOString();

test('clocks that are put forward leave an hour out: what falls in it comes an hour later', () => {
	const berlin = '2026-03-28T11:00:00Z';
	expect(at('tomorrow at 01:59', 'Europe/Berlin', berlin)).toBe('2026-03-29T00:59:00.000Z');
	expect(at('tomorrow at 02:30', 'Europe/Berlin', berlin)).toBe('2026-03-29T01:30:00.000Z');
	expect(at('tomorrow at 03:00', 'Europe/Berlin', berlin)).toBe('2026-03-29T01:00:00.000Z');
	expect(at('tomorrow at 2:30 am', 'America/New_York', '2026-03-07T17:00:00Z')).toBe('2026-03-08T07:30:00.000Z');
});

test('clocks that are put back strike an hour twice: the first counts', () => {
	const berlin = '2026-10-24T10:00:00Z';
	expect(at('tomorrow at 02:30', 'Europe/Berlin', berlin)).toBe('2026-10-25T00:30:00.000Z');
	expect(at('tomorrow at 03:00', 'Europe/Berlin', berlin)).toBe('2026-10-25T02:00:00.000Z');
	expect(at('tomorrow at 1:30 am', 'America/New_York', '2026-10-31T16:00:00Z')).toBe('2026-11-01T05:30:00.000Z');
	const day = readWhen('tomorrow', { lang: 'en', zone: 'Europe/Berlin', now: new Date(berlin) });
	expect(day).toMatchObject({ from: new Date('2026-10-24T22:00:00Z'), until: new Date('2026-10-25T23:00:00Z') });
});

test('an instant with its offset is one in every zone', () => {
	expect(at('2026-11-27T10:00:00+07:00', 'Europe/Berlin', '2026-11-25T09:00:00Z')).toBe('2026-11-27T03:00:00.000Z');
	expect(at('2026-13-27T10:00:00+07:00', 'Europe/Berlin', '2026-11-25T09:00:00Z')).toBeUndefined();
});

test('the month comes first only in the United States', () => {
	const day = (lang: string) => shown(readWhen('5/3/2027', { ...NOW.en, lang }), NOW.en.zone);
	expect(['en', 'en-GB', 'vi', 'en-US'].map(day)).toEqual([
		'Fri 2027-03-05',
		'Fri 2027-03-05',
		'Fri 2027-03-05',
		'Mon 2027-05-03',
	]);
});

test('what is open is meant of the future, or where asked of the past', () => {
	const past = (text: string) => shown(readWhen(text, { ...NOW.en, past: true }), NOW.en.zone);
	const table = [
		['Tuesday', 'Tue 11-24'],
		['Wednesday', 'Wed 11-18'],
		['Friday afternoon', 'Fri 11-20 12:00-18:00'],
		['the 5th', 'Thu 11-05'],
		['5 March', 'Thu 03-05'],
		['December', 'month 2025-12'],
		['at 9', 'Wed 11-25 09:00'],
		['11:30', 'Tue 11-24 11:30'],
		['the weekend', 'Sat 11-21 to Sun 11-22'],
		['yesterday evening', 'Tue 11-24 18:00-22:00'],
	];
	expect(table.map(([text = '']) => [text, past(text)])).toEqual(table);
});

test('the 29th of February is the next one there is', () => {
	expect(shown(readWhen('29 February', NOW.en), NOW.en.zone)).toBe('Tue 2028-02-29');
});

test('English is read wherever it is spoken', () => {
	expect(shown(readWhen('tomorrow 9am', NOW.vi), NOW.vi.zone)).toBe('Thu 11-26 09:00');
	expect(shown(readWhen('next week', NOW.th), NOW.th.zone)).toBe('week Mon 11-30');
	expect(shown(readWhen('tomorrow', { ...NOW.en, lang: 'de' }), NOW.en.zone)).toBe('Thu 11-26');
});

test('a time is found within a longer text, with its place in it', () => {
	const find = (text: string, lang: keyof typeof NOW) => {
		const found = findWhen(text, NOW[lang]);
		return found && [text.slice(found.from, found.to), shown(found.when, NOW[lang].zone)];
	};
	expect(find('My boiler leaks — can somebody come on Friday after 3pm? I am at home.', 'en')).toEqual([
		'Friday after 3pm',
		'Fri 11-27 15:00-00:00',
	]);
	expect(find('Máy lạnh hỏng rồi, chiều mai qua được không ạ?', 'vi')).toEqual(['chiều mai', 'Thu 11-26 12:00-18:00']);
	expect(find('空調壞了，可以下週二下午３點來嗎？', 'zh')).toEqual(['下週二下午３點', 'Tue 12-01 15:00']);
	expect(find('แอร์เสียครับ ขอนัดช่างพรุ่งนี้บ่ายสองโมงได้ไหม', 'th')).toEqual(['พรุ่งนี้บ่ายสองโมง', 'Thu 11-26 14:00']);
});

test('nothing is found where words only look like times', () => {
	const find = (text: string, lang: keyof typeof NOW) => {
		const found = findWhen(text, NOW[lang]);
		return found && text.slice(found.from, found.to);
	};
	const texts: [keyof typeof NOW, string][] = [
		['en', 'Good morning, may I ask something? The sun burnt the second panel.'],
		['en', 'My order 2026-118823 of $12.50 never came, call +44 20 7946 0958.'],
		['en', 'Filter A12/3, version 1.2.3, 3 pieces'],
		['vi', 'Toi muon mua 2 cai, gia 500k, so dien thoai 090 123 4567'],
		['vi', 'Tôi đã gửi năm cái máy sang bên bạn'],
		['zh', '早上好，我的订单号是13800138000，一共三个，88.5元'],
		['th', 'สวัสดีตอนเช้าครับ สั่งไป 3 อัน ราคา 1,200 บาท โทร 081-234-5678'],
	];
	expect(texts.map(([lang, text]) => find(text, lang))).toEqual(texts.map(() => undefined));
});

test('hostile input is read in the time of friendly input', () => {
	const texts = [
		'1'.repeat(10_000),
		'1/'.repeat(5_000),
		'1:1-'.repeat(2_500),
		'ngày 1 tháng '.repeat(800),
		'一'.repeat(10_000),
		'twenty '.repeat(1_500),
		`a${'\u0301'.repeat(9_999)}`,
		'next '.repeat(2_000),
		'๑'.repeat(10_000),
		'a-a.'.repeat(2_500),
	];
	const start = performance.now();
	for (const text of texts) for (const lang of ['en', 'zh', 'vi', 'th'] as const) findWhen(text, NOW[lang]);
	expect(performance.now() - start).toBeLessThan(2_000);
});
