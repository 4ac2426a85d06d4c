import type { Actor } from '#core/access.ts';
import type { Tx } from '#core/db.ts';
import type { EventKind } from '#core/events/define.ts';
import { record } from '#core/events/record.ts';
import type { Journey } from './lock.ts';

type About = Pick<Journey, 'service' | 'service_version' | 'settings_version'>;

/** A fact about a journey, with the versions it was made under. */
export async function tellOf<P extends object>(
	tx: Tx,
	actor: Actor,
	kind: EventKind<P & About>,
	{ id, customer_id, channel, lang, service, service_version, settings_version }: Journey,
	payload: P,
): Promise<void> {
	const about = { service, service_version, settings_version };
	await record(tx, actor, kind, {
		subject: id,
		customer: customer_id,
		channel,
		lang,
		payload: { ...about, ...payload },
	});
}
