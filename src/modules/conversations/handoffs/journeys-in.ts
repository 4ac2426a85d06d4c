import type { Tx } from '#core/db.ts';
import type { Journey } from '#journeys/lock.ts';
import type { JourneyState } from '#journeys/tables.ts';
import { JOURNEY_LINK } from '../attendant/journey-link.ts';
import type { Conversation } from '../lock.ts';
import type { Packet } from './packet.ts';

export type Doing = Journey & { title: string };

const MOST = 10;

/** What was done, or begun, in this conversation; the newest first. */
export async function journeysIn(tx: Tx, { id }: Conversation): Promise<Doing[]> {
	return tx
		.selectFrom('conversation_links as l')
		.innerJoin('journeys as j', (join) => join.on((eb) => eb('j.id', '=', eb.cast<string>('l.ref', 'uuid'))))
		.selectAll('j')
		.select('l.label as title')
		.where('l.conversation_id', '=', id)
		.where('l.type', '=', JOURNEY_LINK)
		.orderBy('j.updated_at', 'desc')
		.limit(MOST)
		.execute();
}

/** What was answered in what is not finished: nobody asks for it again. */
export const answeredIn = (journeys: readonly Doing[]): Packet['answers'] =>
	journeys
		.filter(({ state }) => state === 'open' || state === 'with_team' || state === 'failed')
		.flatMap(({ answers }) => Object.values(answers))
		.filter(({ value, shown }) => value !== null && shown !== '')
		.map(({ label, shown, by, at }) => ({
			name: label,
			value: shown,
			source: by === 'team' ? 'agent' : 'customer',
			at,
		}));

const STATES: Partial<Record<JourneyState, Packet['actions'][number]['state']>> = {
	done: 'done',
	pending: 'pending',
	failed: 'failed',
};

/** What was done already, or is on its way. */
export const doneIn = (journeys: readonly Doing[]): Packet['actions'] =>
	journeys.flatMap(({ title, state, result, updated_at }) => {
		const became = STATES[state];
		const receipt = [result?.text, result?.reference].filter(Boolean).join(' · ');
		return became ? [{ service: title, state: became, receipt, at: updated_at.toISOString() }] : [];
	});
