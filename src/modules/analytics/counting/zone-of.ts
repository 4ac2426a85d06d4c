import type { Db } from '#core/db.ts';
import { timeZone } from '#core/zone.ts';

/** As it is stored now: what a process keeps in memory may be a second old, and then days would be counted by two clocks. */
export async function zoneOf(db: Db): Promise<string> {
	const row = await db.selectFrom('settings').select('value').where('key', '=', timeZone.key).executeTakeFirst();
	const parsed = timeZone.schema.safeParse(row?.value);
	return parsed.success ? parsed.data : timeZone.fallback;
}
