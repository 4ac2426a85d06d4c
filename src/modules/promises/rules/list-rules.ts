import { type Actor, authorise } from '#core/access.ts';
import type { Db } from '#core/db.ts';
import { MOST_RULES } from '../kinds.ts';
import { canReadPromises } from '../policy.ts';
import type { Rule } from './rule-for.ts';

/** All rules in their order, also those that are switched off. */
export async function listRules(db: Db, actor: Actor): Promise<Rule[]> {
	authorise(canReadPromises(actor), actor);
	return db
		.selectFrom('promise_rules')
		.selectAll()
		.where('removed_at', 'is', null)
		.orderBy('position')
		.orderBy('id')
		.limit(MOST_RULES)
		.execute();
}
