import type { Selectable } from 'kysely';
import type { Actor } from '#core/access.ts';
import type { Db, Tables, Tx } from '#core/db.ts';
import { problem } from '#core/errors.ts';
import { isId } from '#core/ids.ts';
import { canChange, canSee } from '../policy.ts';
import { codeIn } from './code.ts';
import '../tables.ts';

export type VisitRow = Selectable<Tables['visits']>;

/** By its id or its code. Somebody else's is as good as none: `not_found`. */
export async function seenVisit(db: Db, actor: Actor, idOrCode: string): Promise<VisitRow> {
	const visit = await named(db, idOrCode)?.executeTakeFirst();
	if (!visit || !canSee(actor, visit)) throw missing();
	return visit;
}

/** Nobody else changes it until the transaction ends. Throws as above, and `forbidden` where it may only be read. */
export async function lockVisit(tx: Tx, actor: Actor, idOrCode: string): Promise<VisitRow> {
	const visit = await named(tx, idOrCode)?.forUpdate().executeTakeFirst();
	if (!visit || !canSee(actor, visit)) throw missing();
	if (!canChange(actor, visit)) throw problem('forbidden');
	return visit;
}

function named(db: Db, idOrCode: string) {
	const visits = db.selectFrom('visits').selectAll();
	if (isId(idOrCode)) return visits.where('id', '=', idOrCode);
	const code = codeIn(idOrCode);
	return code === undefined ? undefined : visits.where('code', '=', code);
}

const missing = () => problem('not_found', { detail: 'There is no such visit.' });
