import { z } from 'zod';
import type { SettingKind } from '#core/settings.ts';
import { SET_UP_STEPS, type SetUpStep } from './set-up-steps.ts';

/** How far a new owner came. */
export const setUp: SettingKind<Partial<Record<SetUpStep, 'done' | 'skipped'>>> = {
	key: 'set_up',
	schema: z.partialRecord(z.enum(SET_UP_STEPS), z.enum(['done', 'skipped'])),
	fallback: {},
};
