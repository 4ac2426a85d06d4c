import { sql } from 'kysely';
import type { App } from '#app';
import type { RollSubscriber } from '#core/events/subscribe.ts';
import { rollUp } from '../../src/worker.ts';
import { until } from './until.ts';

/** Rolls all that has happened. Transaction numbers belong to the whole server, so another test's open transaction holds the horizon back: it is waited for. */
export async function rollAll(app: App, ...rolls: RollSubscriber[]): Promise<void> {
	const passed = () =>
		sql<{
			passed: boolean;
		}>`select not exists (select from events where xid >= pg_snapshot_xmin(pg_current_snapshot())) as passed`
			.execute(app.database.db)
			.then(({ rows }) => rows[0]?.passed ?? false);
	await until(passed, 60_000);
	for (const roll of rolls) await rollUp(app, roll);
}
