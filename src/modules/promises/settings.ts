import { z } from 'zod';
import type { SettingKind } from '#core/settings.ts';

/** Whether everybody may see how many promises were kept. */
export const publicPromises: SettingKind<boolean> = { key: 'public_promises', schema: z.boolean(), fallback: false };
