import { sql } from 'kysely';
import { KINDS } from '#app';
import { type Database, openDatabase } from '#core/db.ts';
import { nextBatch } from '#core/events/read.ts';
import { systemClock } from '#core/time.ts';
import { transactor } from '#core/transaction.ts';
import { countByDay, settleDays } from '#modules/analytics/index.ts';
import { gatherGaps } from '#modules/gaps/index.ts';
import { openDepot } from '../support/field.ts';
import { until } from '../support/until.ts';
import type { openSite } from './site.ts';

type OpenSite = ReturnType<typeof openSite>;

/** A customer who asks over the API, says whether it helped, and may write to the team after. */
export async function askAs(
	site: OpenSite,
	{ question, lang = 'en', solved, letter }: { question: string; lang?: string; solved?: boolean; letter?: string },
): Promise<void> {
	const { token } = await site.api<{ token: string }>('POST', '/sessions', {});
	const send = async <T>(method: string, path: string, body: object): Promise<T> => {
		const response = await fetch(`${site.origin}/api/v1${path}`, {
			method,
			headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
			body: JSON.stringify(body),
		});
		if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
		return (response.status === 204 ? undefined : await response.json()) as T;
	};
	const { question_id } = await send<{ question_id: string }>('POST', '/ask', { question, lang });
	if (solved !== undefined) await send('PUT', `/questions/${question_id}/rating`, { solved });
	if (letter) await send('POST', '/conversations', { text: letter, lang, seen: { question_id }, to: 'person' });
}

/** Moves everything that has happened so far back by whole days. */
export const goBack = (site: OpenSite, days: number) =>
	past(site, async ({ db }) => {
		await sql`update events set at = at - make_interval(days => ${days})`.execute(db);
	});

/** Counts and judges at once what the worker would within the minute and the hour. */
export const countNow = (site: OpenSite) =>
	past(site, async (database) => {
		const { db } = database;
		const transact = transactIn(database);
		for (const roll of [countByDay, gatherGaps]) {
			const names = roll.events.map(({ name }) => name);
			const isCounted = async () => {
				await transact(async (tx) => {
					const events = await nextBatch(tx, KINDS, roll.name, names);
					if (events.length > 0) await roll.roll(tx, events);
				});
				const { rows } = await sql`
					select from events e left join roll_cursors c on c.subscriber = ${roll.name}
					where e.name = any(${names}) and (c.xid is null or (e.xid, e.id) > (c.xid, c.id)) limit 1`.execute(db);
				return rows.length === 0;
			};
			await until(isCounted, 30_000);
		}
		await settleDays({ database, transact, clock: systemClock });
	});

/** Gives the site something to book. */
export const fillDepot = (site: OpenSite, options: Parameters<typeof openDepot>[1]) =>
	past(site, async (database) => void (await openDepot({ transact: transactIn(database) }, options)));

const transactIn = ({ db }: Database) =>
	transactor(db, { clock: systemClock, queuesFor: () => [], enqueue: async () => {} });

async function past(site: OpenSite, act: (database: Database) => Promise<void>): Promise<void> {
	const database = openDatabase(site.databaseUrl);
	await act(database).finally(() => database.close());
}
