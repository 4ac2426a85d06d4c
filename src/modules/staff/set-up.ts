import { z } from 'zod';
import type { SettingKind } from '#core/settings.ts';

/** What a new owner is led through, in this order; each may be left for later. */
export const SET_UP_STEPS = ['company', 'languages', 'knowledge', 'team', 'mail'] as const;
export type SetUpStep = (typeof SET_UP_STEPS)[number];

/** How far they came. */
export const setUp: SettingKind<Partial<Record<SetUpStep, 'done' | 'skipped'>>> = {
	key: 'set_up',
	schema: z.partialRecord(z.enum(SET_UP_STEPS), z.enum(['done', 'skipped'])),
	fallback: {},
};
