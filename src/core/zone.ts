import { z } from 'zod';
import type { SettingKind } from './settings.ts';

/** Where the business's days begin and end: an IANA zone. */
export const timeZone: SettingKind<string> = {
	key: 'time_zone',
	schema: z.string().max(64).refine(isZone, 'must be a time zone such as Asia/Bangkok'),
	fallback: 'UTC',
};

/** Those that were asked for: to make a clock takes longer than most requests. Names may be written in any case, so that there is no end of them. */
const known = new Set<string>();
const MOST_KNOWN = 1_000;

/** Offsets such as `+07:00` are no zones: Postgres reads their sign the other way round. */
export function isZone(name: string): boolean {
	if (known.has(name)) return true;
	const found = /^[A-Za-z][\w/+-]*$/.test(name) && hasClock(name);
	if (found && known.size < MOST_KNOWN) known.add(name);
	return found;
}

function hasClock(name: string): boolean {
	try {
		return Boolean(new Intl.DateTimeFormat('en', { timeZone: name }));
	} catch {
		return false;
	}
}
