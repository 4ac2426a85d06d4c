import type { Db, Tx } from '#core/db.ts';
import { changeJourney, type Journey } from './lock.ts';
import './tables.ts';

/** Where its customer wants to be written to once, should they leave it unfinished; nowhere where they do not. */
export const setReminder = (tx: Tx, { id }: Pick<Journey, 'id'>, email: string | null): Promise<Journey> =>
	changeJourney(tx, { id }, { remind_email: email });

/** One that can still be gone on with. */
export const openJourney = (db: Db, id: string): Promise<Journey | undefined> =>
	db.selectFrom('journeys').selectAll().where('id', '=', id).where('state', '=', 'open').executeTakeFirst();
