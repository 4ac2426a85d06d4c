/** Thai readers count years from the Buddha; English ones of these pages read the day first. */
const LOCALES: Record<string, string> = { th: 'th-TH-u-ca-buddhist', en: 'en-GB' };

/** A moment that is near, as one says it: `14:30 (today)`, `tomorrow 09:30`; further away with its day, and a year where it is not this one. By a zone, `named` for whoever may live in another, or the reader's own. */
export function nearMoment(
	at: Date | string,
	lang: string,
	{ now, zone, named = false }: { now: Date; zone?: string | undefined; named?: boolean },
): string {
	const locale = LOCALES[lang] ?? lang;
	const date = new Date(at);
	const format = (options: Intl.DateTimeFormatOptions, of = date) =>
		new Intl.DateTimeFormat(locale, { timeZone: zone, ...options }).format(of);
	const name = named ? ({ timeZoneName: 'short' } as const) : {};
	const time = format({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23', ...name });
	const day = (of: Date) =>
		Date.parse(new Intl.DateTimeFormat('sv', { timeZone: zone, dateStyle: 'short' }).format(of));
	const away = Math.round((day(date) - day(now)) / 86_400_000);
	// Within a sentence, where Vietnamese has a small letter.
	const said = (days: number) =>
		new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(days, 'day').toLocaleLowerCase(lang);
	if (away === 0) return `${time} (${said(0)})`;
	if (Math.abs(away) === 1) return `${said(away)} ${time}`;
	const year = format({ year: 'numeric' }) === format({ year: 'numeric' }, now) ? {} : ({ year: 'numeric' } as const);
	return `${format({ weekday: 'long', day: 'numeric', month: 'long', ...year })}, ${time}`;
}

const MINUTE_MS = 60_000;

/** How long it still is: `in 12 minutes`. Nothing once it is over, or while it is more than a day away. */
export function timeLeft(at: Date | string, lang: string, now: Date): string {
	const minutes = Math.ceil((new Date(at).getTime() - now.getTime()) / MINUTE_MS);
	if (minutes <= 0 || minutes > 24 * 60) return '';
	const said = new Intl.RelativeTimeFormat(LOCALES[lang] ?? lang);
	return minutes > 90 ? said.format(Math.round(minutes / 60), 'hour') : said.format(minutes, 'minute');
}
