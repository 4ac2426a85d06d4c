import { sql } from 'kysely';
import { type AskingForMine, comesAfter, type Mine, type MineReader } from '#core/mine.ts';
import type { PromiseRow } from '../clock/measure.ts';
import '../tables.ts';

/** What was promised them about nothing else that is listed: those are shown with what they are about. Notes are among colleagues. */
export const myPromises: MineReader = {
	type: 'promise',
	open: async (asking, limit) => {
		const rows = await own(asking).where(isOpen).orderBy('due_at').limit(limit).execute();
		return rows.map((row) => mineOf(asking, row));
	},
	past: async (asking, { before, limit }) => {
		const rows = await own(asking)
			.where(sql<boolean>`not ${isOpen}`)
			.where(comesAfter('due_at', before))
			.orderBy('due_at', 'desc')
			.orderBy('id', 'desc')
			.limit(limit)
			.execute();
		return rows.map((row) => mineOf(asking, row));
	},
};

// Also a broken one, until it is done after all.
const isOpen = sql<boolean>`(state in ('running', 'paused') or (state = 'broken' and counted_from is not null))`;

const own = ({ db, customers, types }: AskingForMine) =>
	db
		.selectFrom('promises')
		.select(['id', 'kind', 'state', 'due_at'])
		.where('customer_id', 'in', customers)
		.where('subject_type', 'not in', types)
		.where('state', '!=', 'cancelled');

const mineOf = (
	{ say, lang }: AskingForMine,
	{ id, kind, state, due_at }: Pick<PromiseRow, 'id' | 'kind' | 'state' | 'due_at'>,
): Mine => ({
	id,
	title: say(`my_promise_${kind}`, {}, lang),
	state,
	when: due_at,
	takes_place: null,
	url: null,
	next: null,
});
