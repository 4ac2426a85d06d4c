import { dayOf, momentOf } from '../dates.ts';
import type { SayHere } from '../words.ts';

const LOCALES: Record<string, string> = { en: 'en-GB' };

/** The day in the reader's own zone, as `2026-11-23`. */
export function localDay(at: string | Date): string {
	const date = new Date(at);
	const two = (part: number) => String(part).padStart(2, '0');
	return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

/** How people call a day: today, yesterday, or by its date. */
export function dayName(day: string, lang: string, say: SayHere, now = new Date()): string {
	if (day === localDay(now)) return say('chat_today');
	const yesterday = new Date(now.getFullYear(), now.getMonth(), now.getDate() - 1);
	return day === localDay(yesterday) ? say('chat_yesterday') : dayOf(day, lang);
}

/** A moment to come: its time alone where that is today. */
export const whenOf = (at: string, lang: string, now = new Date()): string =>
	localDay(at) === localDay(now) ? timeOf(at, lang) : momentOf(at, lang);

export const timeOf = (at: string, lang: string): string =>
	new Intl.DateTimeFormat(LOCALES[lang] ?? lang, { timeStyle: 'short' }).format(new Date(at));
