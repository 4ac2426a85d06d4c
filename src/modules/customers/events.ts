import { z } from 'zod';
import { defineEvent } from '#core/events/define.ts';

const nothing = z.strictObject({});
const evidence = z.enum(['code', 'link', 'host_token', 'staff']);
const ofCustomer = <P>(name: string, payload: z.ZodType<P>) =>
	defineEvent({ name, v: 1, subject: 'customer', payload });

export const customerArrived = ofCustomer('customer.arrived', nothing);

export const identityClaimed = ofCustomer(
	'customer.identity_claimed',
	z.strictObject({ identity_id: z.string(), kind: z.string() }),
);
/** They showed that it is theirs: the first time, or again to sign in. */
export const identityVerified = ofCustomer(
	'customer.identity_verified',
	z.strictObject({ identity_id: z.string(), kind: z.string(), by: evidence }),
);
export const identityRemoved = ofCustomer(
	'customer.identity_removed',
	z.strictObject({ identity_id: z.string(), kind: z.string() }),
);
export const customerSignedOut = ofCustomer('customer.signed_out', nothing);

/** Somebody used the link in a mail to them: it opens that one thing. */
export const linkOpened = ofCustomer('customer.link_opened', z.strictObject({ type: z.string(), ref: z.string() }));

/** A program may act for them from now on. */
export const programAllowed = ofCustomer('customer.program_allowed', nothing);

/** Another customer turned out to be this one. */
export const customerMerged = ofCustomer(
	'customer.merged',
	z.strictObject({ merge_id: z.string(), from_id: z.string(), why: evidence }),
);
export const mergeUndone = ofCustomer(
	'customer.merge_undone',
	z.strictObject({ merge_id: z.string(), from_id: z.string() }),
);

/** What is kept of them was handed out, to themselves or to the team. */
export const customerExported = ofCustomer('customer.exported', nothing);

/** They are in other groups now, of which there are so many. */
export const customerGrouped = ofCustomer('customer.grouped', z.strictObject({ groups: z.number() }));

/** What they wrote and gave is gone; the facts about them stay, under an id that leads to nobody. */
export const customerErased = ofCustomer('customer.erased', nothing);

/** With which the host site signs who its users are. */
export const hostKeyMade = defineEvent({
	name: 'host_key.made',
	v: 1,
	subject: 'host_key',
	payload: z.strictObject({ alg: z.string() }),
});
export const hostKeyRevoked = defineEvent({ name: 'host_key.revoked', v: 1, subject: 'host_key', payload: nothing });

export const customerEvents = [
	customerArrived,
	identityClaimed,
	identityVerified,
	identityRemoved,
	customerSignedOut,
	linkOpened,
	programAllowed,
	customerMerged,
	mergeUndone,
	customerExported,
	customerGrouped,
	customerErased,
	hostKeyMade,
	hostKeyRevoked,
] as const;
