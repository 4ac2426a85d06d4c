import { z } from 'zod';
import type { SettingKind } from '#core/settings.ts';
import { type Assignment, ASSIGNMENTS } from './tables.ts';

/** How conversations that wait for a person come to one; a team may do otherwise. */
export const inboxAssignment: SettingKind<Assignment> = {
	key: 'inbox_assignment',
	schema: z.enum(ASSIGNMENTS),
	fallback: 'by_hand',
};

/** Whoever is away for so many minutes loses what somebody waits for; 0: never. */
export const inboxAwayMinutes: SettingKind<number> = {
	key: 'inbox_away_minutes',
	schema: z.coerce.number().int().min(0).max(10_080),
	fallback: 0,
};
