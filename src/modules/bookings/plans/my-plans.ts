import { addDays, beginningOf } from '#core/days.ts';
import { type AskingForMine, comesAfter, type Mine, type MineReader } from '#core/mine.ts';
import { type DescribedPlan, describePlans } from './describe-plan.ts';
import type { PlanRow } from './visit-plan.ts';
import '../tables.ts';

/** What comes again for them. */
export const myPlans: MineReader = {
	type: 'visit_plan',
	open: async (asking, limit) => {
		const rows = await own(asking).where('active', '=', true).orderBy('next_on').limit(limit).execute();
		return present(asking, rows);
	},
	past: async (asking, { before, limit }) => {
		const rows = await own(asking)
			.where('active', '=', false)
			.where(comesAfter('updated_at', before))
			.orderBy('updated_at', 'desc')
			.orderBy('id', 'desc')
			.limit(limit)
			.execute();
		return present(asking, rows);
	},
};

const own = ({ db, customers }: AskingForMine) =>
	db.selectFrom('visit_plans').selectAll().where('customer_id', 'in', customers);

const present = async (asking: AskingForMine, rows: readonly PlanRow[]): Promise<Mine[]> =>
	(await describePlans(asking, rows)).map((plan) => mineOf(asking, plan));

function mineOf({ say, lang }: AskingForMine, plan: DescribedPlan): Mine {
	const { id, title, active, updated_at, journey_id, every, next_on, zone } = plan;
	const from = beginningOf(next_on, zone);
	const url = `/${lang}/my/plans/${id}`;
	const next = journey_id
		? { text: say('my_next_plan_time', {}, lang), url: `/${lang}/journeys/${journey_id}` }
		: { text: say('my_next_plan', {}, lang), url };
	return {
		id,
		title: `${title}: ${every}`,
		state: active ? 'running' : 'stopped',
		when: active ? from : updated_at,
		takes_place: active ? { from, until: beginningOf(addDays(next_on, 1), zone), zone } : null,
		url,
		next: active ? next : null,
		instead_of: active ? journey_id : null,
	};
}
