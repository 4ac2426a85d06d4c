import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { openDatabase } from '#core/db.ts';
import { timeZone } from '#core/zone.ts';
import { testDatabase } from '../../../../tests/support/database.ts';
import { findZones, zoneIds, zoneLabel, zonesIn } from './zones.ts';

test.each([
	['en', 'bangk', 'Asia/Bangkok'],
	['en', 'saigon', 'Asia/Ho_Chi_Minh'],
	['en', 'ho chi', 'Asia/Ho_Chi_Minh'],
	['vi', 'ha noi', 'Asia/Ho_Chi_Minh'],
	['vi', 'việt nam', 'Asia/Ho_Chi_Minh'],
	['zh-Hans', '北京', 'Asia/Shanghai'],
	['zh-Hans', '泰国', 'Asia/Bangkok'],
	['th', 'ไทย', 'Asia/Bangkok'],
	['en', 'germany', 'Europe/Berlin'],
	['en', 'new y', 'America/New_York'],
	['en', 'utc', 'UTC'],
])('in %s whoever types %s is offered %s first or nearly so', async (lang, typed, id) => {
	const found = findZones(await zonesIn(lang), typed);
	expect(found.slice(0, 4).map((zone) => zone.id)).toContain(id);
});

test('an offset finds the zones that keep it now', async () => {
	const found = findZones(await zonesIn('en'), '+5:45');
	expect(found.map(({ id }) => id)).toEqual(['Asia/Kathmandu']);
	expect(findZones(await zonesIn('en'), 'UTC+7').map(({ id }) => id)).toContain('Asia/Bangkok');
	expect(zoneLabel('Asia/Ho_Chi_Minh')).toBe('Asia/Ho Chi Minh, GMT+07:00');
});

test('every zone that is offered is one that the setting takes and the database knows', async () => {
	const ids = zoneIds();
	expect(new Set(ids).size).toBe(ids.length);
	expect(ids.filter((id) => !timeZone.schema.safeParse(id).success)).toEqual([]);
	const { url, drop } = await testDatabase();
	const { db, close } = openDatabase(url);
	const { rows } = await sql<{ id: string }>`
		select id from unnest(${ids}::text[]) as id where id not in (select name from pg_timezone_names)`.execute(db);
	await close();
	await drop();
	expect(rows).toEqual([]);
});
