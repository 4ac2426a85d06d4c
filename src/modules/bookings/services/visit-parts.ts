import type { Db } from '#core/db.ts';
import type { Acting, Asking, Line, Result } from '#journeys/definition.ts';
import { type Place, place } from '#journeys/fields/place.ts';
import { type Slot, slot, slotSchema, whenOf } from '#journeys/fields/slot.ts';
import { refuse } from '#journeys/perform.ts';
import { claimEmail } from '#modules/customers/index.ts';
import type { Site } from '../kinds.ts';
import { type Booked, type Booking, bookVisit as book } from '../visits/book-visit.ts';
import { cancelVisit } from '../visits/cancel-visit.ts';
import { holdVisit, type VisitWish } from '../visits/hold-visit.ts';
import { openSlotsOf } from '../visits/open-slots.ts';
import { releaseHold } from '../visits/release-hold.ts';
import { areasOf } from './areas.ts';
import { faultOf } from './faults.ts';
import { conditions, priceNotes } from './terms-in-words.ts';
import { ahead, offersOf } from './times.ts';
import { typesCalled } from './types.ts';

/** What a visit is for, by the codes of its types, where, and how many come. */
export type Wanted = { types: string[]; place: Place; people: number };

/** Where somebody comes to. */
export const visitPlace = () => place('book_where', { hint: 'book_where_hint', areas: ({ db }) => areasOf(db) });

/** A free time for what is wanted by the answers so far, held for this journey; the question before it has to be the place. */
export const visitSlot = <A extends object>(wantedOf: (answers: A) => Wanted) => {
	const wanting = <T extends Asking<A>>(asking: T) => ({ ...asking, answers: wantedOf(asking.answers) });
	return slot<A>('book_when', (asking) => free(wanting(asking)), {
		hint: 'book_when_hint',
		claim: (time, acting, before) => hold(time, wanting(acting), before),
		release,
	});
};

/** What it costs, and what cancelling it does. */
export async function visitTerms(asking: Asking<object>, types: readonly string[], time: Slot): Promise<Line[]> {
	const all = await typesCalled(asking, types);
	return [...priceNotes(all, asking), ...conditions(all, time, asking)];
}

export const UNDO_MINUTES = 10;

export async function undoVisit({ db, actor }: Acting<object>, { about }: Result): Promise<void> {
	if (about) await cancelVisit(db, actor, { id: about.id, undo: true });
}

type Ordered = Wanted & { slot: Slot; phone: string; email: string | null };

/** Books the time that is held, and writes to the address they gave. */
export async function bookAsAnswered(acting: Acting<Ordered>, note: string): Promise<Result> {
	const { db, actor, customer, say, lang } = acting;
	const { slot: time, phone, email } = acting.answers;
	const contact = email ? await claimEmail(db, actor, email, customer) : undefined;
	const { id, code } = await bookHeld(acting, { note, phone, contact });
	const text = say('book_done', { when: whenOf(time, lang), code }, lang);
	return { text, reference: code, about: { type: 'visit', id } };
}

async function free(asking: Asking<Wanted>) {
	const { db } = asking;
	const types = await typesCalled(asking, asking.answers.types);
	if (types.length === 0) return [];
	const slots = await openSlotsOf(db, {
		types,
		people: asking.answers.people,
		at: siteOf(asking),
		...ahead(asking),
		leave_out_visit: slotSchema.safeParse(asking.before).data?.hold,
	});
	return offersOf(slots);
}

async function hold(time: Slot, acting: Acting<Wanted>, before?: Slot) {
	const { db, actor } = acting;
	if (before?.hold) await releaseHold(db, actor, before.hold);
	try {
		const held = await holdVisit(db, actor, await wishOf(time, acting));
		return { value: { ...time, hold: held.id } };
	} catch (error) {
		return { fault: faultOf(error) };
	}
}

async function release({ hold: held }: Slot, { db, actor }: Pick<Acting, 'db' | 'actor'>): Promise<void> {
	if (held) await releaseHold(db, actor, held);
}

type More = Pick<Booking, 'note' | 'phone' | 'contact'>;

/** What ran out and was swept away is taken once more, if it is still free. */
async function bookHeld(acting: Acting<Wanted & { slot: Slot }>, more: More): Promise<Booked> {
	const { db, actor, journey, answers } = acting;
	try {
		const held = answers.slot.hold && (await isHeld(db, answers.slot.hold)) ? answers.slot.hold : undefined;
		if (held) return await book(db, actor, { hold: held, ...more, journey });
		return await book(db, actor, { ...(await wishOf(answers.slot, acting)), ...more, journey });
	} catch (error) {
		throw refuse('slot', faultOf(error));
	}
}

const isHeld = async (db: Db, id: string): Promise<boolean> =>
	(await db.selectFrom('visits').select('id').where('id', '=', id).executeTakeFirst()) !== undefined;

async function wishOf({ from }: Slot, asking: Asking<Wanted>): Promise<VisitWish> {
	const { lang, channel, customer, answers } = asking;
	return {
		types: (await typesCalled(asking, answers.types)).map(({ id }) => id),
		starts_at: new Date(from),
		people: answers.people,
		at: siteOf(asking),
		lang,
		channel,
		customer,
	};
}

/** An address that names no area of ours lies by the clocks of whoever wrote it. */
const siteOf = ({ answers: { place: at }, zone }: Asking<Wanted>): Site => ({ ...at, zone: at.zone ?? zone });
