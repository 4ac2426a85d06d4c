import { expect, test } from 'vitest';
import { sayWhen } from './say-when.ts';

const zone = 'Asia/Bangkok';
const now = new Date('2026-11-23T03:00:00Z');
const from = new Date('2026-11-24T02:00:00Z');
const until = new Date('2026-11-24T04:00:00Z');

test('a time is said in few words in each language', () => {
	const said = ['en', 'en-US', 'zh-Hans', 'zh-Hant', 'vi', 'th'].map((lang) =>
		sayWhen({ from, until }, { lang, zone, now }),
	);
	expect(said).toEqual([
		'Tue 24 Nov, 09:00–11:00',
		'Tue, Nov 24, 09:00–11:00',
		'11月24日周二, 09:00–11:00',
		'11月24日週二, 09:00–11:00',
		'Thứ 3, 24 thg 11, 09:00–11:00',
		'อังคาร 24 พ.ย., 09:00–11:00',
	]);
});

test('each grain has its own form', () => {
	const say = (a: string, b: string, grain?: 'part' | 'week' | 'month') =>
		sayWhen({ from: new Date(a), until: new Date(b), ...(grain ? { grain } : {}) }, { lang: 'en', zone, now });
	expect(say('2026-11-24T02:00:00Z', '2026-11-24T02:00:00Z')).toBe('Tue 24 Nov, 09:00');
	expect(say('2026-11-23T17:00:00Z', '2026-11-24T17:00:00Z')).toBe('Tue 24 Nov');
	expect(say('2026-11-29T17:00:00Z', '2026-12-06T17:00:00Z', 'week')).toBe('Mon 30 Nov – Sun 6 Dec');
	expect(say('2026-11-24T08:00:00Z', '2026-11-24T17:00:00Z', 'part')).toBe('Tue 24 Nov, 15:00–24:00');
	expect(say('2026-11-24T15:00:00Z', '2026-11-24T18:00:00Z')).toBe('Tue 24 Nov, 22:00 – Wed 25 Nov, 01:00');
	expect(say('2026-11-30T17:00:00Z', '2026-12-31T17:00:00Z', 'month')).toBe('December 2026');
});

test('another year is said, in Thai that of the Buddhist era', () => {
	const next = new Date('2027-03-05T02:00:00Z');
	expect(sayWhen({ from: next, until: next }, { lang: 'en', zone, now })).toBe('Fri 5 Mar 2027, 09:00');
	expect(sayWhen({ from: next, until: next }, { lang: 'th', zone, now })).toBe('ศุกร์ 5 มี.ค. 2570, 09:00');
});
