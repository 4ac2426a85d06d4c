import type { Actor } from '#core/access.ts';
import type { Db } from '#core/db.ts';
import { type EventKinds, timeline } from '#core/events/read.ts';
import type { EventKind, StoredEvent } from '#core/events/define.ts';
import type { Say } from '#core/i18n/say.ts';
import type { Line } from '#journeys/definition.ts';
import { inWords } from '#journeys/wording.ts';
import {
	bookingEvents,
	feeWaived,
	visitBooked,
	visitCancelled,
	visitDone,
	visitMissed,
	visitMoved,
} from '../events.ts';
import { conditionsOf, priceNotes } from '../services/terms-in-words.ts';
import { readVisit, titleOf, type Visit } from './list-visits.ts';
import '../tables.ts';

type Asking = { db: Db; actor: Actor; now: Date; say: Say; lang: string };

/** Something that happened to a visit; `from` and `to` are its beginnings before and after. */
export type VisitChange = {
	what: 'booked' | 'moved' | 'cancelled' | 'done' | 'missed' | 'fee_waived';
	at: Date;
	from?: Date;
	to?: Date;
};

export type DescribedVisit = Visit & {
	title: string;
	/** It lies ahead and stands: it can be moved and cancelled. */
	isAhead: boolean;
	/** What it costs, and what cancelling it does. */
	terms_in_words: Line[];
	/** What must be ready before somebody comes, in words. */
	readiness: { code: string; name: string; photo: boolean }[];
	history: VisitChange[];
};

/** All that whoever it is for wants to know of a visit. Somebody else's is as good as none: `not_found`. */
export async function describeVisit(asking: Asking, id: string): Promise<DescribedVisit> {
	const { db, actor, now, say, lang } = asking;
	const visit = await readVisit(db, actor, id);
	const isAhead = visit.state === 'booked' && visit.starts_at > now;
	const { terms, starts_at, zone } = visit;
	const conditions = isAhead ? conditionsOf(terms, { from: starts_at.toISOString(), zone }, asking) : [];
	return {
		...visit,
		title: titleOf(visit, asking),
		isAhead,
		terms_in_words: [...(await pricesOf(asking, visit)), ...conditions],
		readiness: terms.checklist.map(({ code, names, photo }) => ({
			code,
			name: inWords(say, { words: names }, lang),
			photo,
		})),
		history: (await timeline(db, KINDS, 'visit', visit.id)).flatMap(changeOf),
	};
}

/** As they stand now: price notes are no terms. */
async function pricesOf(asking: Asking, { items }: Visit): Promise<Line[]> {
	const ids = items.map(({ visit_type_id }) => visit_type_id);
	const types = await asking.db
		.selectFrom('visit_types')
		.selectAll()
		.where('id', 'in', ids)
		.orderBy('position')
		.execute();
	return priceNotes(types, asking);
}

const KINDS: EventKinds = new Map(bookingEvents.map((kind) => [kind.name, kind as EventKind]));
const TOLD = new Map<string, VisitChange['what']>([
	[visitBooked.name, 'booked'],
	[visitMoved.name, 'moved'],
	[visitCancelled.name, 'cancelled'],
	[visitDone.name, 'done'],
	[visitMissed.name, 'missed'],
	[feeWaived.name, 'fee_waived'],
]);

function changeOf({ name, at, payload }: StoredEvent): VisitChange[] {
	const what = TOLD.get(name);
	if (!what) return [];
	const { was_starts_at: from, starts_at: to } = payload as { was_starts_at?: string; starts_at?: string };
	return [{ what, at, ...(from && { from: new Date(from) }), ...(to && { to: new Date(to) }) }];
}
