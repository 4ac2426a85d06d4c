import { SYSTEM } from '#core/access.ts';
import type { Db } from '#core/db.ts';
import type { JobKind } from '#core/jobs.ts';
import type { Clock } from '#core/time.ts';
import type { Transact } from '#core/transaction.ts';
import { completionOfVersion } from './completion.ts';
import { declaredIn, type ServicesApp, type Version, versionIn } from './lock.ts';
import { type Fell, stopVersion } from './stages.ts';
import type { Completion } from './tables.ts';

type StopApp = ServicesApp & { database: { db: Db }; transact: Transact; clock: Clock };

/** Fewer that are over, on either side, say nothing. */
export const LEAST_OVER = 20;
/** So much of all may be lost before it is stopped. */
export const MARGIN = 0.1;
/** Standard errors: less is chance once in twenty. */
const BEYOND_CHANCE = 1.645;

/** Stops what is shared with some customers when fewer of them come to its end than of those who have what is in force, begun in the same time. */
export const stopFallenJob = (app: StopApp): JobKind<object> => ({
	name: 'services.stop_fallen',
	every: '*/10 * * * *',
	handle: () => stopFallen(app),
});

export async function stopFallen(app: StopApp): Promise<void> {
	const { db } = app.database;
	for (const service of declaredIn(app.services).keys()) {
		const shared = await versionIn(db, service, 'shared');
		const fell = shared && (await comparison(db, shared, app.clock()));
		if (!shared || !fell || !hasFallen(fell)) continue;
		await app.transact(async (tx) => {
			// Somebody may have given it to all, or stopped it, meanwhile.
			const still = await versionIn(tx, service, 'shared');
			if (still?.version === shared.version)
				await stopVersion(app, tx, SYSTEM, { service, version: shared.version, fell });
		});
	}
}

/** By more than the margin, and by more than chance. */
export function hasFallen({ shared, live }: Fell): boolean {
	if (shared.over < LEAST_OVER || live.over < LEAST_OVER) return false;
	const lost = live.done / live.over - shared.done / shared.over;
	const all = (shared.done + live.done) / (shared.over + live.over);
	const error = Math.sqrt(all * (1 - all) * (1 / shared.over + 1 / live.over));
	return lost > MARGIN && lost > BEYOND_CHANCE * error;
}

async function comparison(db: Db, { service, version, shared_at }: Version, to: Date): Promise<Fell | undefined> {
	if (!shared_at) return undefined;
	const live = await versionIn(db, service, 'live');
	const of = { service, from: shared_at, to };
	return {
		shared: ended(await completionOfVersion(db, { ...of, version })),
		live: ended(await completionOfVersion(db, { ...of, version: live?.version ?? null })),
	};
}

const ended = ({ done, over }: Completion): Completion => ({ done, over });
