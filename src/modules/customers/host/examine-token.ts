import { type Actor, authorise } from '#core/access.ts';
import type { Db } from '#core/db.ts';
import type { Secrets } from '#core/secrets.ts';
import { canManageHostKeys } from '../policy.ts';
import { openHostKeys } from './keys.ts';
import { readToken, type TokenReading } from './read-token.ts';

/** What would become of a token, for whoever sets the host site up. Nobody is signed in by it. */
export async function examineToken(
	db: Db,
	actor: Actor,
	{ token, ...given }: { token: string; at: Date; origin: string; secrets: Secrets },
): Promise<TokenReading> {
	authorise(canManageHostKeys(actor), actor);
	return readToken(await openHostKeys(db, given.secrets), token.trim(), given);
}
