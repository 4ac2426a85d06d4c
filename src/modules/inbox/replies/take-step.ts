import type { Actor } from '#core/access.ts';
import type { Tx } from '#core/db.ts';
import { problem } from '#core/errors.ts';
import { now } from '#core/transaction.ts';
import { addLink, assign, closeConversation, handBack, say, snooze } from '#modules/conversations/index.ts';
import { giveToTeam } from '../sort/give-to-team.ts';
import { tagConversation, untagConversation } from '../sort/tag.ts';
import { fillIn, renderCannedReply } from './render.ts';
import type { MacroStep } from './steps.ts';

const MINUTE_MS = 60_000;

type Where = { conversation: string; zone: string };

/** One step of a macro in one conversation. */
export async function takeStep(tx: Tx, actor: Actor, step: MacroStep, where: Where): Promise<void> {
	const { conversation } = where;
	switch (step.kind) {
		case 'reply':
			await say(tx, actor, { conversation, text: said(await fillIn(tx, actor, step.text, where)) });
			return;
		case 'canned_reply': {
			const { text } = await renderCannedReply(tx, actor, step.canned_reply_id, where);
			await say(tx, actor, { conversation, text: said(text) });
			return;
		}
		case 'note':
			await say(tx, actor, { conversation, text: said(await fillIn(tx, actor, step.text, where)), note: true });
			return;
		case 'tag':
			await tagConversation(tx, actor, { conversation, tag: step.tag_id });
			return;
		case 'untag':
			await untagConversation(tx, actor, { conversation, tag: step.tag_id });
			return;
		case 'assign':
			await assign(tx, actor, { conversation, member: step.member_id === 'me' ? actor.id : step.member_id });
			return;
		case 'team':
			await giveToTeam(tx, actor, { conversation, team: step.team_id });
			return;
		case 'snooze':
			await snooze(tx, actor, { conversation, until: new Date(now(tx).getTime() + step.minutes * MINUTE_MS) });
			return;
		case 'close':
			await closeConversation(tx, actor, conversation);
			return;
		case 'return':
			await handBack(tx, actor, { conversation, note: step.note });
			return;
		case 'link':
			await addLink(tx, actor, { conversation, ...step });
			return;
	}
}

/** Of a text that was nothing but what is not known, nothing is left to say. */
function said(text: string): string {
	if (text.trim() === '') throw problem('conflict', { detail: 'Nothing is left of this text here.' });
	return text.trim();
}
