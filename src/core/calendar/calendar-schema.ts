import { z } from 'zod';
import { daySchema } from '../day-schema.ts';
import { isZone } from '../zone.ts';
import { minutesOf, type Shift } from './calendar.ts';

const time = z.string().regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/, 'must be a time such as 09:00');

const shift = z
	.strictObject({ from: time, to: time })
	.refine(({ from, to }) => minutesOf(from) < minutesOf(to), 'must end after it begins; over midnight is two shifts');

/** In order, and none within another. */
export const shiftsSchema = z
	.array(shift)
	.max(12)
	.transform((shifts) => shifts.toSorted((a, b) => minutesOf(a.from) - minutesOf(b.from)))
	.refine((shifts) => !overlap(shifts), 'two shifts overlap');

export const weekSchema = z.array(shiftsSchema).length(7);

export const exceptionsSchema = z
	.array(z.strictObject({ day: daySchema, name: z.string().trim().max(120), shifts: shiftsSchema }))
	.max(1_000)
	.transform((days) => days.toSorted((a, b) => a.day.localeCompare(b.day)))
	.refine((days) => new Set(days.map(({ day }) => day)).size === days.length, 'a day stands there twice');

export const zoneSchema = z.string().max(64).refine(isZone, 'must be a time zone such as Asia/Bangkok');

const overlap = (shifts: readonly Shift[]): boolean =>
	shifts.some(({ from }, i) => minutesOf(shifts[i - 1]?.to ?? '00:00') > minutesOf(from));
