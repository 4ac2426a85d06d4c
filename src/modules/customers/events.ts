import { z } from 'zod';
import { defineEvent } from '#core/events/define.ts';

export const customerArrived = defineEvent({
	name: 'customer.arrived',
	v: 1,
	subject: 'customer',
	payload: z.strictObject({}),
});

export const identityClaimed = defineEvent({
	name: 'customer.identity_claimed',
	v: 1,
	subject: 'customer',
	payload: z.strictObject({ identity_id: z.string(), kind: z.string() }),
});

/** What they wrote and gave is gone; the facts about them stay, under an id that leads to nobody. */
export const customerErased = defineEvent({
	name: 'customer.erased',
	v: 1,
	subject: 'customer',
	payload: z.strictObject({}),
});

export const customerEvents = [customerArrived, identityClaimed, customerErased] as const;
