import { type Actor, authorise } from '#core/access.ts';
import type { Calendar } from '#core/calendar/calendar.ts';
import type { Tx } from '#core/db.ts';
import { isConstraint, problem } from '#core/errors.ts';
import { record } from '#core/events/record.ts';
import { newId } from '#core/ids.ts';
import { now } from '#core/transaction.ts';
import { calendarChanged, calendarMade } from '../events.ts';
import { MOST_CALENDARS } from '../kinds.ts';
import { canSetRules } from '../policy.ts';
import '../tables.ts';

export type CalendarInput = {
	name: string;
	/** Null: the zone of the business. */
	zone: string | null;
	week: Calendar['week'];
	exceptions: Calendar['exceptions'];
};

/** Throws `invalid_input` when the name is taken or there are too many. */
export async function makeCalendar(tx: Tx, actor: Actor, { name, zone, ...hours }: CalendarInput) {
	authorise(canSetRules(actor), actor);
	await requireRoom(tx);
	const id = newId(now(tx));
	const terms_id = await insertTerms(tx, hours);
	await named(
		tx
			.insertInto('calendars')
			.values({ id, name, zone, terms_id, created_at: now(tx) })
			.execute(),
	);
	await record(tx, actor, calendarMade, { subject: id, payload: {} });
	return { id };
}

/** Says all of it anew. Promises that run keep the hours they were made under. Throws `not_found`, and `invalid_input` when the name is taken. */
export async function changeCalendar(
	tx: Tx,
	actor: Actor,
	{ id, name, zone, ...hours }: CalendarInput & { id: string },
): Promise<void> {
	authorise(canSetRules(actor), actor);
	const terms_id = await insertTerms(tx, hours);
	const { numUpdatedRows } = await named(
		tx
			.updateTable('calendars')
			.set({ name, zone, terms_id })
			.where('id', '=', id)
			.where('removed_at', 'is', null)
			.executeTakeFirst(),
	);
	if (!numUpdatedRows) throw problem('not_found', { detail: 'There is no such calendar.' });
	await record(tx, actor, calendarChanged, { subject: id, payload: {} });
}

async function insertTerms(tx: Tx, { week, exceptions }: Pick<Calendar, 'week' | 'exceptions'>): Promise<string> {
	const id = newId(now(tx));
	await tx
		.insertInto('calendar_terms')
		.values({ id, week: JSON.stringify(week), exceptions: JSON.stringify(exceptions), made_at: now(tx) })
		.execute();
	return id;
}

async function requireRoom(tx: Tx): Promise<void> {
	const { count } = await tx
		.selectFrom('calendars')
		.select(({ fn }) => fn.countAll<number>().as('count'))
		.where('removed_at', 'is', null)
		.executeTakeFirstOrThrow();
	if (count >= MOST_CALENDARS) throw taken('too_many', `There can be ${MOST_CALENDARS} calendars at most.`);
}

/** A write that gives a calendar its name. */
export async function named<T>(write: Promise<T>): Promise<T> {
	return write.catch((error: unknown) => {
		if (!isConstraint(error)) throw error;
		throw taken('taken', 'Another calendar has this name.');
	});
}

const taken = (code: string, message: string) =>
	problem('invalid_input', { detail: message, errors: [{ path: 'name', code, message }] });
