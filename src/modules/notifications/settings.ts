import { z } from 'zod';
import type { SettingKind } from '#core/settings.ts';

/** Where the installation writes to whoever runs it. Empty: such mail waits. */
export const ownerEmail: SettingKind<string> = {
	key: 'owner_email',
	schema: z.union([z.email(), z.literal('')]),
	fallback: '',
	env: 'OWNER_EMAIL',
};

/** The name of the business, as customers read it. */
export const brandName: SettingKind<string> = {
	key: 'brand_name',
	schema: z
		.string()
		.max(80)
		.regex(/^[^\r\n]*$/),
	fallback: 'Saunders',
};

/** `#rrggbb` of buttons and the line on top of mails. */
export const brandColour: SettingKind<string> = {
	key: 'brand_colour',
	schema: z.string().regex(/^#[0-9a-f]{6}$/i, 'must be a colour like #1d4ed8'),
	fallback: '#1d4ed8',
};
