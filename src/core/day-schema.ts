import { z } from 'zod';

/** A calendar day, `YYYY-MM-DD`. There was no year 0, and the database knows none. */
export const daySchema = z.iso.date().refine((day) => !day.startsWith('0000'), 'there is no year 0');
