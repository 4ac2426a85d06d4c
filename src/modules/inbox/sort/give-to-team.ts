import { type Actor, authorise } from '#core/access.ts';
import type { Tx } from '#core/db.ts';
import { problem } from '#core/errors.ts';
import { record } from '#core/events/record.ts';
import { advance, lockConversation } from '#modules/conversations/index.ts';
import { givenToTeam } from '../events.ts';
import { canSort } from '../policy.ts';
import '../tables.ts';

/** Says which team looks after it; `null`: none of them. Answers which did before. */
export async function giveToTeam(
	tx: Tx,
	actor: Actor,
	{ conversation: id, team }: { conversation: string; team: string | null },
): Promise<string | null> {
	const conversation = await lockConversation(tx, actor, id);
	authorise(canSort(actor), actor);
	const { id: subject, customer_id: customer, team_id: before } = conversation;
	if (before === team) return before;
	if (team && !(await tx.selectFrom('teams').select('id').where('id', '=', team).forKeyShare().executeTakeFirst()))
		throw problem('not_found', { detail: 'There is no such team.' });
	await advance(tx, conversation, { team_id: team });
	await record(tx, actor, givenToTeam, { subject, customer, payload: { team_id: team } });
	return before;
}
