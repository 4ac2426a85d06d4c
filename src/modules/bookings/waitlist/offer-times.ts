import { SYSTEM } from '#core/access.ts';
import type { Db, Tx } from '#core/db.ts';
import { isProblem, problem } from '#core/errors.ts';
import { newId } from '#core/ids.ts';
import type { JobKind } from '#core/jobs.ts';
import { inSavepoint, now, type Transact } from '#core/transaction.ts';
import { askingOf } from '#journeys/asking-of.ts';
import { beginJourney, broughtAlong } from '#journeys/begin.ts';
import { slotSchema } from '#journeys/fields/slot.ts';
import { offeredTo } from '#journeys/registry.ts';
import type { JourneyApp, Run } from '#journeys/run.ts';
import type { Offer } from '#journeys/shapes.ts';
import { walk } from '#journeys/walk.ts';
import { waitingOffered } from '../events.ts';
import { offerMinutes } from '../settings.ts';
import { fits, isWaking, keptUntil } from './fitting.ts';
import { settleOffer } from './settle-offer.ts';
import { changeWaiting, endWaiting, tellWaiting, type WaitingRow } from './waiting-entry.ts';
import { dayIn } from '#core/days.ts';

export type WaitlistApp = JourneyApp & { database: { db: Db }; transact: Transact };

export const offerTimesJob = (app: WaitlistApp): JobKind<object> => ({
	name: 'bookings.offer_times',
	retries: 0,
	every: '* * * * *',
	handle: () => offerTimes(app),
});

/**
 * Offers times that are free to those who wait for such, whoever waits longest first, and notes what became of offers made before. It does not matter how a time
 * came to be free: what was called off or moved, what nobody confirmed, new hours of the crew.
 */
export async function offerTimes(app: WaitlistApp): Promise<void> {
	const open = await app.database.db
		.selectFrom('waitlist')
		.select('id')
		.where('state', '!=', 'ended')
		.orderBy('created_at')
		.orderBy('id')
		.execute();
	// Before anything is offered, so that what was given back goes to whoever waits longest.
	for (const { id } of open) await withEntry(app, id, (tx, entry) => settleOffer(app, tx, entry));
	for (const { id } of open) await withEntry(app, id, (tx, entry) => look(app, tx, entry));
}

/** Whoever changes it just now has it; it is looked at again in a minute. */
const withEntry = (app: WaitlistApp, id: string, act: (tx: Tx, entry: WaitingRow) => Promise<void>): Promise<void> =>
	app.transact(async (tx) => {
		const entry = await tx
			.selectFrom('waitlist')
			.selectAll()
			.where('id', '=', id)
			.where('state', '!=', 'ended')
			.forUpdate()
			.skipLocked()
			.executeTakeFirst();
		if (entry) await act(tx, entry);
	});

async function look(app: WaitlistApp, tx: Tx, entry: WaitingRow): Promise<void> {
	if (entry.state !== 'waiting') return;
	const at = now(tx);
	if (dayIn(entry.zone, at) > entry.until_day) return endWaiting(tx, SYSTEM, entry, 'over');
	if (!isWaking(entry.zone, at)) return;
	const minutes = app.settings.get(offerMinutes);
	for (const time of await freeTimes(app, tx, entry)) {
		const until = fits(time, entry) ? keptUntil(time, { now: at, minutes }) : undefined;
		if (until && (await offer(app, tx, entry, { time, until }))) return;
	}
}

/** What the service would offer them now; nothing where it has something else to ask, or is not offered any more. */
async function freeTimes(
	app: WaitlistApp,
	tx: Tx,
	{ service, answers, ...entry }: WaitingRow,
): Promise<readonly Offer[]> {
	if (!app.services.has(service)) return [];
	const definition = offeredTo(app.services, service, entry.customer_id);
	const { say, lookUp } = app;
	const about = { ...entry, id: newId(), channel: 'web' };
	const base = askingOf({ db: tx, actor: SYSTEM, now: now(tx), say, lookUp, definition }, about);
	const { place } = await walk({ definition, given: broughtAlong(answers, 'web', now(tx)), base, at: 'slot' });
	return place.kind === 'ask' && place.step.name === 'slot' && place.shape.kind === 'time' ? place.shape.offers : [];
}

type Offering = { time: Offer; until: Date };

/** Begins the journey for them up to its last button, with the time kept. False where somebody else was quicker; then nothing of it stays. */
async function offer(app: WaitlistApp, tx: Tx, entry: WaitingRow, { time, until }: Offering): Promise<boolean> {
	try {
		await inSavepoint(tx, async () => {
			const { journey, answers } = await begin(app, tx, entry, time);
			const visit_id = slotSchema.safeParse(answers['slot']?.value).data?.hold;
			if (!visit_id) throw problem('conflict');
			await tx.updateTable('visits').set({ held_until: until, offered: true }).where('id', '=', visit_id).execute();
			await changeWaiting(tx, entry.id, {
				state: 'offered',
				journey_id: journey.id,
				visit_id,
				offered_from: new Date(time.from),
				offer_until: until,
				offered_times: [...entry.offered_times, new Date(time.from)],
			});
			const starts_at = new Date(time.from).toISOString();
			await tellWaiting(tx, SYSTEM, entry, waitingOffered, {
				starts_at,
				until: until.toISOString(),
				journey_id: journey.id,
			});
		});
		return true;
	} catch (error) {
		if (isProblem(error) && error.code === 'conflict') return false;
		throw error;
	}
}

const begin = (app: WaitlistApp, tx: Tx, entry: WaitingRow, { value }: Offer): Promise<Run> =>
	beginJourney(app, tx, SYSTEM, {
		service: entry.service,
		customer: entry.customer_id,
		lang: entry.lang,
		zone: entry.zone,
		brought: { ...entry.answers, slot: value },
	});
