import { SYSTEM } from '#core/access.ts';
import { addDays, dayIn } from '#core/days.ts';
import type { Db, Tx } from '#core/db.ts';
import type { JobKind } from '#core/jobs.ts';
import { now, type Transact } from '#core/transaction.ts';
import { beginJourney } from '#journeys/begin.ts';
import type { JourneyApp } from '#journeys/run.ts';
import { planProposed } from '../events.ts';
import { addMonths } from './add-months.ts';
import { changePlan, type PlanRow, tellPlan } from './visit-plan.ts';

export type PlansApp = JourneyApp & { database: { db: Db }; transact: Transact };

export const proposeVisitsJob = (app: PlansApp): JobKind<object> => ({
	name: 'bookings.propose_visits',
	every: '23 * * * *',
	handle: () => proposeVisits(app),
});

/** So many days before it is due a time is asked for. */
const AHEAD_DAYS = 21;
const REMIND_MS = 7 * 86_400_000;

/** Begins a journey for each plan that comes due, reminds once of one that nobody looked at, and sets the next turn when it is over. */
export async function proposeVisits(app: PlansApp): Promise<void> {
	const due = await app.database.db
		.selectFrom('visit_plans')
		.select('id')
		.where('active', '=', true)
		.orderBy('next_on')
		.execute();
	for (const { id } of due)
		await app.transact(async (tx) => {
			const plan = await tx
				.selectFrom('visit_plans')
				.selectAll()
				.where('id', '=', id)
				.where('active', '=', true)
				.forUpdate()
				.skipLocked()
				.executeTakeFirst();
			if (plan) await (plan.journey_id ? follow(tx, plan) : propose(app, tx, plan));
		});
}

async function propose(app: PlansApp, tx: Tx, plan: PlanRow): Promise<void> {
	const today = dayIn(plan.zone, now(tx));
	if (addDays(today, AHEAD_DAYS) < plan.next_on || !app.services.has(plan.service)) return;
	const { journey } = await beginJourney(app, tx, SYSTEM, {
		service: plan.service,
		customer: plan.customer_id,
		lang: plan.lang,
		zone: plan.zone,
		brought: plan.answers,
	});
	await changePlan(tx, plan.id, { journey_id: journey.id, proposed_at: now(tx), reminded: false });
	await tellPlan(tx, SYSTEM, plan, planProposed, { journey_id: journey.id, again: false });
}

async function follow(tx: Tx, plan: PlanRow): Promise<void> {
	const journey = await tx
		.selectFrom('journeys')
		.select(['id', 'state', 'result', 'updated_at'])
		.where('id', '=', plan.journey_id)
		.executeTakeFirst();
	if (journey?.state === 'with_team' || journey?.state === 'pending') return;
	if (journey?.state !== 'open') return nextTurn(tx, plan, await dayOfVisit(tx, journey?.result?.about?.id));
	const since = plan.proposed_at ?? now(tx);
	const isDue = now(tx).getTime() - since.getTime() >= REMIND_MS;
	if (plan.reminded || !isDue || journey.updated_at > since) return;
	await changePlan(tx, plan.id, { reminded: true });
	await tellPlan(tx, SYSTEM, plan, planProposed, { journey_id: journey.id, again: true });
}

/** Counted from the visit itself where there is one: who has it done late need not come again early. */
const nextTurn = (tx: Tx, { id, next_on, every_months }: PlanRow, visited: string | undefined) =>
	changePlan(tx, id, {
		next_on: addMonths(visited ?? next_on, every_months),
		journey_id: null,
		proposed_at: null,
		reminded: false,
	}).then(() => undefined);

async function dayOfVisit(tx: Tx, id: string | undefined): Promise<string | undefined> {
	if (!id) return undefined;
	const visit = await tx
		.selectFrom('visits')
		.select(['starts_at', 'zone'])
		.where('id', '=', id)
		.where('state', '!=', 'cancelled')
		.executeTakeFirst();
	return visit && dayIn(visit.zone, visit.starts_at);
}
