import { z } from 'zod';
import type { SettingKind } from './settings.ts';

/** Where the business's days begin and end: an IANA zone. */
export const timeZone: SettingKind<string> = {
	key: 'time_zone',
	schema: z.string().max(64).refine(isZone, 'must be a time zone such as Asia/Bangkok'),
	fallback: 'UTC',
};

/** Offsets such as `+07:00` are no zones: Postgres reads their sign the other way round. */
export function isZone(name: string): boolean {
	if (!/^[A-Za-z][\w/+-]*$/.test(name)) return false;
	try {
		return Boolean(new Intl.DateTimeFormat('en', { timeZone: name }));
	} catch {
		return false;
	}
}
