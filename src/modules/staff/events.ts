import { z } from 'zod';
import { defineEvent } from '#core/events/define.ts';

export const keyMade = defineEvent({
	name: 'key.made',
	v: 1,
	subject: 'key',
	payload: z.strictObject({ scopes: z.array(z.string()) }),
});
export const keyRevoked = defineEvent({ name: 'key.revoked', v: 1, subject: 'key', payload: z.strictObject({}) });

export const staffEvents = [keyMade, keyRevoked] as const;
