import { sql } from 'kysely';
import { type AskingForMine, comesAfter, type Mine, type MineReader } from '#core/mine.ts';
import type { Journey } from './lock.ts';
import type { Services } from './registry.ts';
import type { JourneyState } from './tables.ts';
import { inWords } from './wording.ts';
import './tables.ts';

const OPEN: readonly JourneyState[] = ['open', 'with_team', 'pending'];

/** Their journeys, and those they came to with a code. Where something else that is listed came of one, that stands for it. */
export const myJourneys = (services: Services): MineReader => ({
	type: 'journey',
	open: async (asking, limit) => {
		const rows = await own(asking, services)
			.where('state', 'in', OPEN)
			.orderBy('updated_at', 'desc')
			.limit(limit)
			.execute();
		return rows.map((row) => mineOf(asking, services, row));
	},
	past: async (asking, { before, limit }) => {
		const rows = await own(asking, services)
			.where('state', 'not in', OPEN)
			.where(sql<boolean>`coalesce(result->'about'->>'type', '') <> all (${[...asking.types]}::text[])`)
			.where(comesAfter('updated_at', before))
			.orderBy('updated_at', 'desc')
			.orderBy('id', 'desc')
			.limit(limit)
			.execute();
		return rows.map((row) => mineOf(asking, services, row));
	},
});

/** Of a service that there is no longer nothing can be shown. */
const own = ({ db, customers }: AskingForMine, services: Services) =>
	db
		.selectFrom('journeys')
		.select(['id', 'service', 'state', 'updated_at'])
		.where('service', 'in', ['', ...services.keys()])
		.where((eb) =>
			eb.or([
				eb('customer_id', 'in', customers),
				eb('id', 'in', eb.selectFrom('journey_holders').select('journey_id').where('customer_id', 'in', customers)),
			]),
		);

type Row = Pick<Journey, 'id' | 'service' | 'state' | 'updated_at'>;

function mineOf({ say, lang }: AskingForMine, services: Services, { id, service, state, updated_at }: Row): Mine {
	const url = `/${lang}/journeys/${id}`;
	const title = services.get(service)?.title;
	return {
		id,
		title: title ? inWords(say, { words: title }, lang) : service,
		state,
		when: updated_at,
		takes_place: null,
		url,
		next: state === 'open' ? { text: say('my_next_go_on', {}, lang), url } : null,
	};
}
