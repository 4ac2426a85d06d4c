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
