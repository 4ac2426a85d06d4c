import type { Actor } from '#core/access.ts';
import type { Db } from '#core/db.ts';
import type { Say } from '#core/i18n/say.ts';
import type { Asking, Definition, LookUp } from './definition.ts';
import type { Journey } from './lock.ts';

type Looking<D extends Db> = {
	db: D;
	actor: Actor;
	now: Date;
	say: Say;
	lookUp: LookUp | undefined;
	definition: Definition;
};

/** What the questions of a journey may look at, beside the answers before them. */
export const askingOf = <D extends Db>(
	{ definition, actor, ...looking }: Looking<D>,
	journey: Pick<Journey, 'id' | 'customer_id' | 'channel' | 'lang' | 'zone'>,
): Omit<Asking, 'answers'> & { db: D; journey: string } => ({
	...looking,
	// The caller has seen to it that they may go on with it.
	actor:
		actor.kind === 'customer' ? { ...actor, acts_in: { journey: journey.id, customer: journey.customer_id } } : actor,
	customer: journey.customer_id,
	journey: journey.id,
	channel: journey.channel,
	lang: journey.lang,
	zone: journey.zone,
	rules: definition.rules,
	once: rememberer(),
});

function rememberer(): Asking['once'] {
	const known = new Map<string, unknown>();
	return async <T>(what: string, read: () => Promise<T>) => {
		if (!known.has(what)) known.set(what, await read());
		return known.get(what) as T;
	};
}
