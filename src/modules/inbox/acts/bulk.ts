import type { Actor } from '#core/access.ts';
import type { Tx } from '#core/db.ts';
import type { Transact } from '#core/transaction.ts';
import { assign, closeConversation, reopenConversation, snooze } from '#modules/conversations/index.ts';
import { giveToTeam } from '../sort/give-to-team.ts';
import { tagConversation, untagConversation } from '../sort/tag.ts';
import { actOnMany } from './act.ts';

export type BulkAct =
	| { kind: 'assign'; member_id: string | null }
	| { kind: 'team'; team_id: string | null }
	| { kind: 'tag' | 'untag'; tag_id: string }
	| { kind: 'snooze'; until: Date | null }
	| { kind: 'close' | 'reopen' };

/** One thing done to many conversations. */
export const actInBulk = (transact: Transact, actor: Actor, conversations: readonly string[], act: BulkAct) =>
	actOnMany(transact, actor, { kind: act.kind, conversations }, (tx, conversation) =>
		perform(tx, actor, conversation, act),
	);

async function perform(tx: Tx, actor: Actor, conversation: string, act: BulkAct): Promise<void> {
	switch (act.kind) {
		case 'assign':
			await assign(tx, actor, { conversation, member: act.member_id });
			return;
		case 'team':
			await giveToTeam(tx, actor, { conversation, team: act.team_id });
			return;
		case 'tag':
			await tagConversation(tx, actor, { conversation, tag: act.tag_id });
			return;
		case 'untag':
			await untagConversation(tx, actor, { conversation, tag: act.tag_id });
			return;
		case 'snooze':
			await snooze(tx, actor, { conversation, until: act.until });
			return;
		case 'close':
			await closeConversation(tx, actor, conversation);
			return;
		case 'reopen':
			await reopenConversation(tx, actor, conversation);
	}
}
