import type { RuleInput } from '#modules/promises/browser.ts';

type Shift = { from: string; to: string };
export type Day = { day: string; name: string; shifts: Shift[] };

/** A calendar and a rule as the API shows them, and takes them without the id. */
export type Hours = { name: string; zone: string | null; week: Shift[][]; exceptions: Day[] };
export type CalendarRow = Hours & { id: string };
export type RuleRow = RuleInput & { id: string };

export type TagRow = { id: string; name: string };
