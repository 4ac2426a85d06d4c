import { type Actor, authorise } from '#core/access.ts';
import type { Tx } from '#core/db.ts';
import { newId } from '#core/ids.ts';
import { isZone, timeZone } from '#core/zone.ts';
import { now } from '#core/transaction.ts';
import { newCode } from './code.ts';
import type { Answers } from './definition.ts';
import { journeyBegun } from './events.ts';
import { goOn } from './go-on.ts';
import type { Journey } from './lock.ts';
import { offeredTo } from './registry.ts';
import { type Door, type JourneyApp, type Run, runOf, tell } from './run.ts';
import type { Answer } from './tables.ts';

export type Beginning = Door & {
	service: string;
	/** In whose words it was asked for: what is said there need not be asked. */
	heard?: string | undefined;
	/** Where the customer says they are, by the name of the zone. */
	zone?: string | undefined;
	/** What another journey has brought along, by name; what does not fit is asked. */
	brought?: Answers | undefined;
	/** Whose it is, where somebody else begins it. */
	customer?: string | undefined;
};

/** So many by one customer, through whichever door. */
export const JOURNEYS_AN_HOUR = { name: 'journeys', count: 60, seconds: 3_600 };

/** Begins a journey and goes through it as far as what is known and said reaches. Throws `not_found` for a service that there is not. */
export async function beginJourney(app: JourneyApp, tx: Tx, actor: Actor, beginning: Beginning): Promise<Run> {
	const { service, heard, channel = 'web', lang = 'en', brought = {}, customer = actor.id } = beginning;
	authorise(customer !== '', actor);
	const { version, settings_version } = offeredTo(app.services, service, customer);
	const at = now(tx);
	const journey: Journey = await tx
		.insertInto('journeys')
		.values({
			id: newId(at),
			service,
			service_version: version,
			settings_version,
			customer_id: customer,
			code: newCode(),
			channel,
			lang,
			zone: zoneOf(app, beginning.zone),
			proposed: actor.kind === 'system',
			answers: JSON.stringify(broughtAlong(brought, channel, at)),
			heard: JSON.stringify(heard ? [{ text: heard, at: at.toISOString() }] : []),
			begun_at: at,
			updated_at: at,
		})
		.returningAll()
		.executeTakeFirstOrThrow();
	const run = runOf(app, tx, actor, journey, {});
	await tell(run, journeyBegun, {});
	await goOn(run);
	return run;
}

const zoneOf = ({ settings }: JourneyApp, zone: string | undefined): string =>
	zone && zone.length <= 64 && isZone(zone) ? zone : settings.get(timeZone);

/** Answers from elsewhere: they are read again before they count. */
export const broughtAlong = (brought: Answers, channel: string, at: Date): Record<string, Answer> =>
	Object.fromEntries(
		Object.entries(brought).map(([name, value]) => [
			name,
			{ value, label: '', shown: '', by: 'known' as const, channel, at: at.toISOString(), stale: true as const },
		]),
	);
