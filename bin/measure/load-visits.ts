import { Client } from 'pg';
import { newId } from '#core/ids.ts';
import { migrate } from '#core/migrate.ts';
import { openEmbedded } from '#core/postgres/open.ts';

const DAY_MS = 86_400_000;
export const SITE = { address: 'Thủ Dầu Một', lat: 10.98, lon: 106.67, zone: 'Asia/Ho_Chi_Minh' };

/** `free`: of nine times a day each, so many. */
export type Crowd = { workers: number; days: number; free: number };

type Loaded = { type: string; customer: string };

/**
 * So many workers who are there every day from eight to five, with up to nine visits a day of half an hour, from a month before today for
 * so many days on; into the database of an installation that does not run. Answers the ids of the type of visit that can still be booked, of an hour, and of
 * the customer whose they are.
 */
export async function loadVisits(dataDir: string, crowd: Crowd): Promise<Loaded> {
	const { url, stop } = await openEmbedded({ dataDir, log: () => {} });
	const client = new Client({ connectionString: url });
	try {
		await migrate(url);
		await client.connect();
		return await fill(client, crowd);
	} finally {
		await client.end();
		await stop();
	}
}

async function fill(client: Client, { workers, days, free }: Crowd): Promise<Loaded> {
	const [place, customer, type] = [newId(), newId(), newId()];
	const { address, lat, lon, zone } = SITE;
	await client.query('insert into customers (id, created_at) values ($1, now())', [customer]);
	await client.query(`insert into places values ($1, 'Depot', $2, $3, $4, $5, '{}', true, now())`, [
		place,
		address,
		lat,
		lon,
		zone,
	]);
	const day = [{ from: '08:00', to: '17:00' }];
	const week = JSON.stringify(Array.from({ length: 7 }, () => day));
	await client.query(
		`insert into workers select gen_random_uuid(), 'Worker ' || n, null, null, $1, $2, '{}', $3, '[]', true, now() from generate_series(1, $4::int) as n`,
		[place, zone, week, workers],
	);
	await client.query(
		`insert into visit_types values ($1, 'hour', '{"en":"An hour"}', '{}', '{}', 60, 1, 1, '{}', '{}', 0, 0, 30, 120, 0, 60, 0, 0, null, '[]', 0, true, now())`,
		[type],
	);
	await client.query(VISITS, [firstMorning(), days, customer, type, zone, free]);
	await client.query('vacuum (analyze) visits, visit_items, visit_workers, workers');
	return { type, customer };
}

/** Eight in the morning there, a month ago. */
const firstMorning = () => new Date(Math.floor(Date.now() / DAY_MS) * DAY_MS + 3_600_000 - 30 * DAY_MS).toISOString();

const VISITS = `
	with planned as (
		select gen_random_uuid() as id, w.id as worker_id, 10.97 + (w.number % 10) / 1000.0 as lat, 106.66 + n / 1000.0 as lon,
			$1::timestamptz + day * interval '1 day' + interval '10 minutes' + n * interval '58 minutes' as starts_at
		from (select id, row_number() over (order by id) as number from workers) w, generate_series(0, $2::int - 1) as day, generate_series(0, 8) as n
		where (n + day + w.number) % 9 >= $6::int
	), made as (
		insert into visits (id, code, customer_id, state, starts_at, ends_at, window_from, window_until, address, lat, lon, zone, people, note, terms, version, created_at, updated_at)
		select id, id::text, $3, 'booked', starts_at, starts_at + interval '30 minutes', starts_at, starts_at + interval '2 hours', '',
			lat, lon, $5, 1, '', '{}', 1, now(), now()
		from planned returning id
	), itemised as (
		insert into visit_items select id, 0, $4, 30 from made
	)
	insert into visit_workers
	select id, worker_id, tstzrange(starts_at, starts_at + interval '30 minutes'),
		json_build_array(date_part('epoch', starts_at), date_part('epoch', starts_at) + 1800, lat, lon)::text
	from planned`;
