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

export const customerEvents = [customerArrived, identityClaimed] as const;
