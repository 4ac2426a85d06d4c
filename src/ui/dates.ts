/** Thai readers count years from the Buddha. */
const LOCALES: Record<string, string> = { th: 'th-TH-u-ca-buddhist', en: 'en-GB' };

/** A day as people write it: `27 October 2026`, `27 ตุลาคม พ.ศ. 2569`. Days without a time are the same everywhere. */
export function dayOf(day: string | Date, lang: string): string {
	const date = typeof day === 'string' ? new Date(`${day}T00:00:00Z`) : day;
	return new Intl.DateTimeFormat(LOCALES[lang] ?? lang, { dateStyle: 'long', timeZone: 'UTC' }).format(date);
}

const UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;

/** The size of a file, rounded as people say it: `1.4 MB`. */
export function sizeOf(bytes: number, lang: string): string {
	const step = Math.min(UNITS.length - 1, Math.floor(Math.log10(Math.max(1, bytes)) / 3));
	return new Intl.NumberFormat(lang, {
		style: 'unit',
		unit: UNITS[step] ?? 'byte',
		unitDisplay: 'short',
		maximumFractionDigits: 1,
	}).format(bytes / 1_000 ** step);
}

const STEPS = [
	['day', 86_400],
	['hour', 3_600],
	['minute', 60],
] as const;

/** How long ago, as people say it: `3 hours ago`; beyond a month the day itself. */
export function ago(then: Date | string, lang: string, now = new Date()): string {
	const date = new Date(then);
	const seconds = (now.getTime() - date.getTime()) / 1_000;
	if (seconds > 30 * 86_400) return dayOf(date, lang);
	const [unit, size] = STEPS.find(([, each]) => seconds >= each) ?? (['minute', 60] as const);
	return new Intl.RelativeTimeFormat(lang, { numeric: 'auto' }).format(-Math.floor(seconds / size), unit);
}

/** A moment in the reader's own time zone: `27 Oct 2026, 14:05`. */
export function momentOf(at: Date | string, lang: string): string {
	const style = { dateStyle: 'medium', timeStyle: 'short' } as const;
	return new Intl.DateTimeFormat(LOCALES[lang] ?? lang, style).format(new Date(at));
}
