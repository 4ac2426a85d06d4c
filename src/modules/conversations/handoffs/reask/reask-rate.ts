import { sql } from 'kysely';
import { type Actor, authorise } from '#core/access.ts';
import type { Db } from '#core/db.ts';
import { reasked } from '../../events.ts';
import { canListAll } from '../../policy.ts';
import type { ReaskField } from './fields.ts';

/** From the first to the last day in the zone of the business. */
type Span = { from: string; to: string; zone: string; lang?: string | undefined; channel?: string | undefined };
export type ReaskRate = {
	/** Hand-overs that somebody took. */
	handoffs: number;
	reasked: number;
	/** 0..1; none where nothing was taken. */
	rate: number | null;
	/** In how many of them it was asked for. */
	fields: Partial<Record<ReaskField, number>>;
};

/** Of the hand-overs taken on these days: in how many was the customer asked for something that the packet or the conversation held. */
export async function reaskRate(db: Db, actor: Actor, { from, to, zone, lang, channel }: Span): Promise<ReaskRate> {
	authorise(canListAll(actor), actor);
	const { rows } = await sql<{ field: ReaskField | null; handoffs: number; reasked: number }>`
		with span as (select ${from}::timestamp at time zone ${zone} as first, (${to}::date + 1)::timestamp at time zone ${zone} as after),
		taken as (
			select h.id, h.conversation_id from span cross join handoffs h join conversations c on c.id = h.conversation_id
			where h.taken_at >= span.first and h.taken_at < span.after
			and (${lang ?? null}::text is null or c.lang = ${lang ?? null}) and (${channel ?? null}::text is null or c.channel = ${channel ?? null})
		),
		asked as (
			select distinct taken.id, e.payload ->> 'field' as field from span cross join taken
			join events e on e.subject_type = 'conversation' and e.subject_id = taken.conversation_id and e.name = ${reasked.name}
				and e.at >= span.first and e.payload ->> 'handoff_id' = taken.id::text
		)
		select null as field, (select count(*)::int from taken) as handoffs, count(distinct id)::int as reasked from asked
		union all select field, 0, count(*)::int from asked group by field`.execute(db);
	const total = rows.find(({ field }) => field === null) ?? { handoffs: 0, reasked: 0 };
	return {
		handoffs: total.handoffs,
		reasked: total.reasked,
		rate: total.handoffs > 0 ? total.reasked / total.handoffs : null,
		fields: Object.fromEntries(rows.flatMap(({ field, reasked: count }) => (field ? [[field, count]] : []))),
	};
}
