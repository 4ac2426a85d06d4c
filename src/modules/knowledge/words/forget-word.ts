import { type Actor, authorise } from '#core/access.ts';
import type { Tx } from '#core/db.ts';
import { problem } from '#core/errors.ts';
import { record } from '#core/events/record.ts';
import { touch } from '#core/refresh.ts';
import { wordForgotten } from '../events.ts';
import { canWrite } from '../policy.ts';
import { WORDS } from './tables.ts';

/** The search reads the word as it stands again. Throws `not_found`. */
export async function forgetWord(tx: Tx, actor: Actor, id: string): Promise<void> {
	authorise(canWrite(actor), actor);
	const gone = await tx.deleteFrom('taught_words').where('id', '=', id).returning(['lang', 'kind']).executeTakeFirst();
	if (!gone) throw problem('not_found');
	await record(tx, actor, wordForgotten, { subject: id, lang: gone.lang, payload: { kind: gone.kind } });
	await touch(tx, WORDS, [id]);
}
