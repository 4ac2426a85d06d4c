/** Thai readers count years from the Buddha. */
const LOCALES: Record<string, string> = { th: 'th-TH-u-ca-buddhist', en: 'en-GB' };
const localeOf = (lang: string) => LOCALES[lang] ?? lang;

/** A day where the reader is, as people say it: `Today`, `Yesterday`, `Monday, 5 October`. */
export function dayHere(at: string, lang: string, now = new Date()): string {
	const date = new Date(at);
	const days = Math.round((midnight(now) - midnight(date)) / 86_400_000);
	if (days >= 0 && days < 2) {
		const word = new Intl.RelativeTimeFormat(lang, { numeric: 'auto' }).format(-days, 'day');
		return word.charAt(0).toLocaleUpperCase(lang) + word.slice(1);
	}
	const year = date.getFullYear() === now.getFullYear() ? {} : ({ year: 'numeric' } as const);
	const style = { weekday: 'long', day: 'numeric', month: 'long', ...year } as const;
	return new Intl.DateTimeFormat(localeOf(lang), style).format(date);
}

const midnight = (date: Date) => new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime();

export const isSameDay = (a: string, b: string): boolean => midnight(new Date(a)) === midnight(new Date(b));

/** `14:05`, where the reader is. */
export const timeHere = (at: string, lang: string): string =>
	new Intl.DateTimeFormat(localeOf(lang), { timeStyle: 'short' }).format(new Date(at));

/** `Tue 03:41` in that zone, and how people there call their time. */
export function timeThere(at: Date, timeZone: string, lang: string): { time: string; zone: string } {
	const style = { timeZone, weekday: 'short', hour: '2-digit', minute: '2-digit' } as const;
	const named = new Intl.DateTimeFormat(localeOf(lang), { timeZone, timeZoneName: 'longGeneric' }).formatToParts(at);
	return {
		time: new Intl.DateTimeFormat(localeOf(lang), style).format(at),
		zone: named.find(({ type }) => type === 'timeZoneName')?.value ?? timeZone,
	};
}

const UNITS = [
	['day', 86_400],
	['hour', 3_600],
	['minute', 60],
] as const;

/** How long ago in the fewest signs: `5m`, `3h`, `2d`; `now` for less than a minute. */
export function shortAgo(at: string, lang: string, now = Date.now()): string {
	const ms = Math.max(0, now - Date.parse(at));
	if (ms >= 60_000) return shortSpan(ms, lang);
	return new Intl.RelativeTimeFormat(lang, { numeric: 'auto' }).format(0, 'second');
}

/** How long something takes, rounded down to its largest unit; `long` as it stands in a sentence: `3 hours`. */
export function shortSpan(ms: number, lang: string, unitDisplay: 'narrow' | 'long' = 'narrow'): string {
	const seconds = ms / 1_000;
	const [unit, size] = UNITS.find(([, least]) => seconds >= least) ?? (['minute', 60] as const);
	const style = { style: 'unit', unit, unitDisplay } as const;
	return new Intl.NumberFormat(lang, style).format(Math.floor(seconds / size));
}

/** Times to put something off to, counted where whoever does it is. */
export function snoozeTimes(now = new Date()): { later: Date; tomorrow: Date; monday: Date } {
	const morning = (days: number) => new Date(now.getFullYear(), now.getMonth(), now.getDate() + days, 9);
	const toMonday = (8 - now.getDay()) % 7 || 7;
	return { later: new Date(now.getTime() + 3 * 3_600_000), tomorrow: morning(1), monday: morning(toMonday) };
}
