import type { Db } from '#core/db.ts';
import type { Say } from '#core/i18n/say.ts';
import { inWords } from '#journeys/wording.ts';
import { dayInWords, namesOfTypes, wishIn } from '../waitlist/describe-waiting.ts';
import type { PlanRow } from './visit-plan.ts';

/** What comes again, in the language of whoever looks. */
export type DescribedPlan = Pick<
	PlanRow,
	| 'id'
	| 'zone'
	| 'customer_id'
	| 'every_months'
	| 'next_on'
	| 'active'
	| 'email'
	| 'journey_id'
	| 'created_at'
	| 'updated_at'
> & {
	title: string;
	address: string;
	/** How often, and about when the next one is. */
	every: string;
	next: string;
};

type Looking = { db: Db; say: Say; lang: string };

export async function describePlans({ db, say, lang }: Looking, rows: readonly PlanRow[]): Promise<DescribedPlan[]> {
	const names = await namesOfTypes(
		db,
		rows.map(({ answers }) => answers),
	);
	return rows.map((row) => {
		const { id, zone, customer_id, every_months, next_on, active, email, journey_id, created_at, updated_at } = row;
		const wish = wishIn(row.answers);
		return {
			id,
			zone,
			customer_id,
			every_months,
			next_on,
			active,
			email,
			journey_id,
			created_at,
			updated_at,
			title: (wish?.types ?? [])
				.map((code) => inWords(say, { words: names.get(code) ?? { en: code } }, lang))
				.join(' + '),
			address: wish?.place.address ?? '',
			every: everyInWords(every_months, { say, lang }),
			next: dayInWords(next_on, lang),
		};
	});
}

const EVERY = {
	1: 'plan_every_1',
	3: 'plan_every_3',
	6: 'plan_every_6',
	12: 'plan_every_12',
	24: 'plan_every_24',
} as const;

function everyInWords(months: number, { say, lang }: Omit<Looking, 'db'>): string {
	const usual = EVERY[months as keyof typeof EVERY];
	return usual ? say(usual, {}, lang) : say('plan_every_months', { count: months }, lang);
}

/** As its customer is asked to choose a time; nothing where that was done, or is wanted no more. */
export async function dueNow(db: Db, id: string, say: Say): Promise<(DescribedPlan & { lang: string }) | undefined> {
	const row = await db
		.selectFrom('visit_plans as p')
		.innerJoin('journeys as j', 'j.id', 'p.journey_id')
		.selectAll('p')
		.where('p.id', '=', id)
		.where('p.active', '=', true)
		.where('j.state', '=', 'open')
		.executeTakeFirst();
	const [described] = row ? await describePlans({ db, say, lang: row.lang }, [row]) : [];
	return described && row && { ...described, lang: row.lang };
}
