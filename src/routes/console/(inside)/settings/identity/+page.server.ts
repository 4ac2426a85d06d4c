import { listHostKeys } from '#modules/customers/index.ts';
import { ownerOnly } from '../owner-only.ts';
import { EXAMPLES } from './examples.ts';

export const load = ownerOnly(async (app, actor) => ({
	keys: (await listHostKeys(app.database.db, actor)).map(({ id, alg, created_at, last_used_at }) => ({
		id,
		alg,
		created_at,
		last_used_at,
	})),
	examples: EXAMPLES,
	origin: app.origin(),
}));
