import { z } from 'zod';
import { defineEvent } from '#core/events/define.ts';

export const assetRegistered = defineEvent({
	name: 'asset.registered',
	v: 1,
	subject: 'asset',
	payload: z.strictObject({ model: z.string(), kind: z.string() }),
});
export const assetChanged = defineEvent({
	name: 'asset.changed',
	v: 1,
	subject: 'asset',
	payload: z.strictObject({ fields: z.array(z.string()) }),
});

export const assetEvents = [assetRegistered, assetChanged] as const;
