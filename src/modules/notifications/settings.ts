import { z } from 'zod';
import type { SettingKind } from '#core/settings.ts';

/** Where the installation writes to whoever runs it. Empty: such mail waits. */
export const ownerEmail: SettingKind<string> = {
	key: 'owner_email',
	schema: z.union([z.email(), z.literal('')]),
	fallback: '',
	env: 'OWNER_EMAIL',
};
