import { type AskingForMine, comesAfter, type Mine, type MineReader } from '#core/mine.ts';
import { type DescribedWaiting, describeWaiting } from './describe-waiting.ts';
import type { WaitingRow } from './waiting-entry.ts';
import '../tables.ts';

/** What they wait for on the waitlist. */
export const myWaiting: MineReader = {
	type: 'waiting',
	open: async (asking, limit) => {
		const rows = await own(asking).where('state', '!=', 'ended').orderBy('created_at', 'desc').limit(limit).execute();
		return present(asking, rows);
	},
	past: async (asking, { before, limit }) => {
		const rows = await own(asking)
			.where('state', '=', 'ended')
			.where(comesAfter('updated_at', before))
			.orderBy('updated_at', 'desc')
			.orderBy('id', 'desc')
			.limit(limit)
			.execute();
		return present(asking, rows);
	},
};

const own = ({ db, customers }: AskingForMine) =>
	db.selectFrom('waitlist').selectAll().where('customer_id', 'in', customers);

const present = async (asking: AskingForMine, rows: readonly WaitingRow[]): Promise<Mine[]> =>
	(await describeWaiting(asking, rows)).map((entry) => mineOf(asking, entry));

function mineOf({ say, lang }: AskingForMine, entry: DescribedWaiting): Mine {
	const { id, title, state, ended_by, updated_at, journey_id, offer } = entry;
	const url = `/${lang}/my/waiting/${id}`;
	const next = offer
		? { text: say('my_next_offer', { when: offer.text }, lang), url: `/${lang}/journeys/${journey_id}` }
		: { text: say('my_next_waiting', {}, lang), url };
	return {
		id,
		title,
		state: ended_by ?? state,
		when: updated_at,
		takes_place: null,
		url,
		next: state === 'ended' ? null : next,
		instead_of: offer ? journey_id : null,
	};
}
