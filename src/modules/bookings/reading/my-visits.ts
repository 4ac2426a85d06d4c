import type { Db } from '#core/db.ts';
import { type AskingForMine, comesAfter, type Mine, type MineReader } from '#core/mine.ts';
import type { VisitRow } from '../visits/lock-visit.ts';
import { titleOf, type Visit, withItems } from './list-visits.ts';

/** Their visits. One that was not noted down as done is over all the same. */
export const myVisits: MineReader = {
	type: 'visit',
	open: async (asking, limit) => {
		const rows = await own(asking)
			.where('state', '=', 'booked')
			.where('ends_at', '>', asking.at)
			.orderBy('starts_at')
			.orderBy('id')
			.limit(limit)
			.execute();
		return present(asking, rows);
	},
	past: async (asking, { before, limit }) => {
		const rows = await own(asking)
			.where((eb) =>
				eb.or([
					eb('state', 'in', ['done', 'missed', 'cancelled']),
					eb('state', '=', 'booked').and('ends_at', '<=', asking.at),
				]),
			)
			.where(comesAfter('starts_at', before))
			.orderBy('starts_at', 'desc')
			.orderBy('id', 'desc')
			.limit(limit)
			.execute();
		return present(asking, rows);
	},
};

const own = ({ db, customers }: { db: Db; customers: readonly string[] }) =>
	db.selectFrom('visits').selectAll().where('customer_id', 'in', customers);

const present = async (asking: AskingForMine, rows: readonly VisitRow[]): Promise<Mine[]> =>
	(await withItems(asking.db, rows)).map((visit) => mineOf(asking, visit));

function mineOf({ say, lang, at }: AskingForMine, visit: Visit): Mine {
	const { id, state, starts_at, ends_at, window_from, window_until, zone, terms } = visit;
	const url = `/${lang}/my/visits/${id}`;
	const isAhead = state === 'booked' && ends_at > at;
	const count = terms.checklist.length;
	const text = count > 0 ? say('my_next_ready', { count }, lang) : say('my_next_visit', {}, lang);
	return {
		id,
		title: titleOf(visit, { say, lang }),
		state: state === 'booked' && !isAhead ? 'over' : state,
		when: starts_at,
		takes_place: { from: window_from, until: window_until, zone },
		url,
		next: isAhead ? { text, url } : null,
	};
}
