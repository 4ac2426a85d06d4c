import { readWhen } from './read-when.ts';
import type { When, WhenOptions } from './when.ts';

/** Wednesday the 25th of November 2026, ten in the morning, there. */
export const NOW: Record<'en' | 'zh' | 'vi' | 'th', WhenOptions> = {
	en: { lang: 'en', zone: 'Europe/London', now: new Date('2026-11-25T10:00:00Z') },
	zh: { lang: 'zh-Hans', zone: 'Asia/Shanghai', now: new Date('2026-11-25T02:00:00Z') },
	vi: { lang: 'vi', zone: 'Asia/Ho_Chi_Minh', now: new Date('2026-11-25T03:00:00Z') },
	th: { lang: 'th', zone: 'Asia/Bangkok', now: new Date('2026-11-25T03:00:00Z') },
};

/** `Thu 11-26 09:00`, `Thu 11-26 12:00-18:00`, `Thu 11-26`, `Sat 11-28 to Sun 11-29`, `week Mon 11-30`, `month 2026-12`, or `none`. */
export function shown(when: When | undefined, zone: string): string {
	if (!when) return 'none';
	const from = partsOf(when.from, zone);
	if (when.grain === 'month') return `month ${from.year}-${from.month}`;
	const year = from.year === '2026' ? '' : `${from.year}-`;
	const day = `${from.weekday} ${year}${from.month}-${from.day}`;
	if (when.grain === 'week') return `week ${day}`;
	const until = partsOf(when.until, zone);
	if (when.grain === 'minute') return `${day} ${from.clock}`;
	if (when.grain === 'part') return `${day} ${from.clock}-${until.clock}`;
	const last = partsOf(new Date(when.until.getTime() - 1), zone);
	return last.day === from.day && last.month === from.month
		? day
		: `${day} to ${last.weekday} ${last.month}-${last.day}`;
}

function partsOf(at: Date, zone: string) {
	const format = new Intl.DateTimeFormat('en-GB', {
		timeZone: zone,
		weekday: 'short',
		year: 'numeric',
		month: '2-digit',
		day: '2-digit',
		hour: '2-digit',
		minute: '2-digit',
		hourCycle: 'h23',
	});
	const part = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, value]));
	return {
		year: part.year,
		month: part.month,
		day: part.day,
		weekday: part.weekday,
		clock: `${part.hour}:${part.minute}`,
	};
}

/** The phrases of a table that are read otherwise than it says. */
export function misread(
	table: readonly (readonly [phrase: string, expected: string])[],
	options: WhenOptions,
): string[] {
	return table
		.map(([phrase, expected]) => ({ phrase, expected, got: shown(readWhen(phrase, options), options.zone) }))
		.filter(({ expected, got }) => expected !== got)
		.map(({ phrase, expected, got }) => `${phrase}: ${got}, not ${expected}`);
}
