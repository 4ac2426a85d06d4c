import { sql } from 'kysely';
import { type Actor, authorise } from '#core/access.ts';
import type { Db } from '#core/db.ts';
import { UI_LANGS } from '#core/i18n/say.ts';
import type { AskStep } from '../definition.ts';
import type { Wording } from '../wording.ts';
import { completionOf, type Counted, NONE } from './completion.ts';
import { declaredService, type ServicesApp } from './lock.ts';
import { canReadServices } from './policy.ts';
import '../tables.ts';

/** Counted are journeys, each once a question: `left` are those that are over and stopped there. */
export type FunnelStep = {
	name: string;
	label: Wording;
	reached: number;
	answered: number;
	refused: number;
	left: number;
};
export type Funnel = { total: Counted; steps: FunnelStep[]; channels: string[]; langs: string[] };

export type FunnelFilter = {
	service: string;
	from: Date;
	to: Date;
	/** Where it went on last. */
	channel?: string | undefined;
	lang?: string | undefined;
};

type Row = { name: string; reached: number; answered: number; refused: number; left: number };

/** At which questions journeys begun in this time had trouble or stopped; what was known and never asked is not counted. Throws `not_found`. */
export async function readFunnel(
	{ services }: ServicesApp,
	db: Db,
	actor: Actor,
	filter: FunnelFilter,
): Promise<Funnel> {
	authorise(canReadServices(actor), actor);
	const { steps } = declaredService(services, filter.service);
	const counted = new Map((await countSteps(db, filter)).map((row) => [row.name, row]));
	const asked = steps.filter((step): step is AskStep => step.kind === 'ask');
	return {
		total: (await completionOf(db, filter)).get(filter.service) ?? NONE,
		steps: asked.map(({ name, field: { label } }) => ({ ...(counted.get(name) ?? none(name)), label })),
		...(await waysOf(db, filter)),
	};
}

const none = (name: string): Row => ({ name, reached: 0, answered: 0, refused: 0, left: 0 });

/** By the events of each journey, and by the question that was last shown in it. */
async function countSteps(db: Db, { service, from, to, channel, lang }: FunnelFilter): Promise<Row[]> {
	const { rows } = await sql<Row>`
		with begun as (
			select id, shown->>'name' as at,
				state in ('stopped', 'expired') or (state = 'open' and noticed_at is not null) as is_left
			from journeys
			where service = ${service} and not proposed and begun_at >= ${from} and begun_at < ${to}
				and (${channel ?? null}::text is null or channel = ${channel ?? null})
				and (${lang ?? null}::text is null or lang = ${lang ?? null})
		), seen as (
			select begun.id, events.payload->>'name' as name, events.name as what
			from begun join events on subject_type = 'journey' and subject_id = begun.id and events.at >= ${from}
			where events.name in ('journey.answered', 'journey.refused')
			union all
			select id, at, case when is_left then 'left' else 'shown' end from begun where at is not null
		)
		select name, count(distinct id)::int as reached,
			(count(distinct id) filter (where what = 'journey.answered'))::int as answered,
			(count(distinct id) filter (where what = 'journey.refused'))::int as refused,
			(count(distinct id) filter (where what = 'left'))::int as "left"
		from seen group by name`.execute(db);
	return rows;
}

/** By which channels and in which languages they came, for whoever wants to look at one. */
async function waysOf(db: Db, { service, from, to }: FunnelFilter): Promise<{ channels: string[]; langs: string[] }> {
	const rows = await db
		.selectFrom('journeys')
		.select(['channel', 'lang'])
		.distinct()
		.where('service', '=', service)
		.where('proposed', '=', false)
		.where('begun_at', '>=', from)
		.where('begun_at', '<', to)
		.limit(200)
		.execute();
	const langs = new Set(rows.map(({ lang }) => lang));
	const known = UI_LANGS.filter((lang) => langs.delete(lang));
	return { channels: [...new Set(rows.map(({ channel }) => channel))].toSorted(), langs: [...known, ...langs] };
}
