import type { JobKind } from '#core/jobs.ts';
import { now } from '#core/transaction.ts';
import { visitsTomorrow } from '#modules/bookings/index.ts';
import { factsOf, type VisitApp, writeOfVisit } from './notice-of-visit.ts';
import './tables.ts';

export const remindOfVisitsJob = (app: VisitApp): JobKind<object> => ({
	name: 'notifications.visits',
	retries: 0,
	every: '*/10 * * * *',
	handle: async () => void (await remindOfVisits(app)),
});

/** Reminds of what begins within a day, once; of a visit that is moved, a day before its new time. Gives how many were due. */
export async function remindOfVisits(app: VisitApp): Promise<number> {
	const due = await app.transact(async (tx) => {
		const visits = await visitsTomorrow(tx, now(tx));
		const keys = new Map(visits.map(({ id, version }) => [`visit_reminder:${id}:${version}`, id]));
		const told = await tx
			.selectFrom('notifications')
			.select('dedupe_key')
			.where('dedupe_key', 'in', [...keys.keys(), ''])
			.execute();
		for (const { dedupe_key } of told) keys.delete(dedupe_key ?? '');
		return [...keys.values()];
	});
	for (const id of due)
		await app.transact(async (tx) => {
			const visit = await factsOf(app, tx, id);
			if (visit) await writeOfVisit(app, tx, visit, 'visit_reminder');
		});
	return due.length;
}
