import type { Selectable } from 'kysely';
import { type Actor, authorise, customersOf, isTheirs } from '#core/access.ts';
import type { Db, Tables, Tx } from '#core/db.ts';
import { problem } from '#core/errors.ts';
import type { EventKind } from '#core/events/define.ts';
import { record } from '#core/events/record.ts';
import { isId, newId } from '#core/ids.ts';
import { now } from '#core/transaction.ts';
import type { Answers } from '#journeys/definition.ts';
import { claimEmail } from '#modules/customers/index.ts';
import { planMade, planStopped } from '../events.ts';
import { canArrange, canBookFor, canReadBookings } from '../policy.ts';
import '../tables.ts';

export type PlanRow = Selectable<Tables['visit_plans']>;

/** So many one customer may have. */
export const MOST_PLANS = 20;

export type Plan = {
	customer: string;
	/** What is done each time, and its answers but for the time. */
	service: string;
	answers: Answers;
	email: string;
	every_months: number;
	/** The calendar day, by the clocks of `zone`, about which the next one shall be. */
	next_on: string;
	zone: string;
	lang: string;
};

/** Throws `conflict` for who has as many as one may. */
export async function makePlan(tx: Tx, actor: Actor, { customer, answers, ...plan }: Plan): Promise<{ id: string }> {
	authorise(canBookFor(actor, customer), actor);
	// Locks the customer, so that two at once are counted one after the other.
	await claimEmail(tx, actor, plan.email, customer);
	const own = await tx
		.selectFrom('visit_plans')
		.select('id')
		.where('customer_id', '=', customer)
		.where('active', '=', true)
		.execute();
	if (own.length >= MOST_PLANS) throw problem('conflict', { detail: `At most ${MOST_PLANS} plans.` });
	const at = now(tx);
	const row = await tx
		.insertInto('visit_plans')
		.values({
			...plan,
			id: newId(at),
			customer_id: customer,
			answers: JSON.stringify(answers),
			created_at: at,
			updated_at: at,
		})
		.returningAll()
		.executeTakeFirstOrThrow();
	await tellPlan(tx, actor, row, planMade, { every_months: plan.every_months, next_on: plan.next_on });
	return { id: row.id };
}

/** Somebody else's is as good as none: `not_found`. */
export async function readPlan(db: Db, actor: Actor, id: string): Promise<PlanRow> {
	const found = isId(id) ? await called(db, id).executeTakeFirst() : undefined;
	const isSeen = found && (isTheirs(actor, found.customer_id) || canReadBookings(actor) || canArrange(actor));
	if (!found || !isSeen) throw problem('not_found', { detail: 'There is no such plan.' });
	return found;
}

/** Plans that are kept to, the next due first: of customers their own. */
export async function listPlans(db: Db, actor: Actor, { limit }: { limit: number }): Promise<PlanRow[]> {
	const isTeam = canReadBookings(actor) || canArrange(actor);
	const customers = customersOf(actor);
	if (!isTeam && customers.length === 0) return [];
	return db
		.selectFrom('visit_plans')
		.selectAll()
		.where('active', '=', true)
		.$if(!isTeam, (query) => query.where('customer_id', 'in', customers))
		.orderBy('next_on')
		.orderBy('id')
		.limit(limit)
		.execute();
}

/** Nothing is proposed any more; what is booked stays. A second time changes nothing. Throws as `readPlan`, and `forbidden` where it may only be read. */
export async function stopPlan(tx: Tx, actor: Actor, id: string): Promise<void> {
	const { customer_id } = await readPlan(tx, actor, id);
	authorise(isTheirs(actor, customer_id) || canArrange(actor), actor);
	const plan = await called(tx, id).forUpdate().executeTakeFirstOrThrow();
	if (!plan.active) return;
	await changePlan(tx, id, { active: false });
	await tellPlan(tx, actor, plan, planStopped, {});
}

/** Writes what changed. */
export const changePlan = (tx: Tx, id: string, changes: Partial<PlanRow>): Promise<unknown> =>
	tx
		.updateTable('visit_plans')
		.set({ ...(changes as object), updated_at: now(tx) })
		.where('id', '=', id)
		.execute();

export const tellPlan = <P>(tx: Tx, actor: Actor, plan: PlanRow, kind: EventKind<P>, payload: P) =>
	record(tx, actor, kind, { subject: plan.id, customer: plan.customer_id, lang: plan.lang, payload });

const called = (db: Db, id: string) => db.selectFrom('visit_plans').selectAll().where('id', '=', id);
