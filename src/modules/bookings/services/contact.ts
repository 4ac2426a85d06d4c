import { isTheirs } from '#core/access.ts';
import type { Asking } from '#journeys/definition.ts';
import { identitiesOf } from '#modules/customers/index.ts';

/** An address or a number that they gave us before, so that they need not again; only for themselves to see. */
export const contactBy = (kind: 'email' | 'phone') => async (asking: Asking<object>) => {
	const { db, actor, customer } = asking;
	if (!isTheirs(actor, customer)) return undefined;
	return (await identitiesOf(db, customer)).find((identity) => identity.kind === kind)?.value;
};
