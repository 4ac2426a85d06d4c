import { z } from 'zod';
import { defineEvent } from '#core/events/define.ts';

const id = z.string();
const about = (subject: string, verb: string) =>
	defineEvent({ name: `${subject}.${verb}`, v: 1, subject, payload: z.strictObject({}) });

export const tagSaved = about('tag', 'saved');
export const tagRemoved = about('tag', 'removed');
export const teamSaved = about('team', 'saved');
export const teamRemoved = about('team', 'removed');
export const cannedReplySaved = about('canned_reply', 'saved');
export const cannedReplyRemoved = about('canned_reply', 'removed');
export const macroSaved = about('macro', 'saved');
export const macroRemoved = about('macro', 'removed');

const ofTag = (name: string) =>
	defineEvent({ name, v: 1, subject: 'conversation', payload: z.strictObject({ tag_id: id }) });
export const conversationTagged = ofTag('conversation.tagged');
export const conversationUntagged = ofTag('conversation.untagged');

export const givenToTeam = defineEvent({
	name: 'conversation.given_to_team',
	v: 1,
	subject: 'conversation',
	payload: z.strictObject({ team_id: id.nullable() }),
});

export const inboxEvents = [
	tagSaved,
	tagRemoved,
	teamSaved,
	teamRemoved,
	cannedReplySaved,
	cannedReplyRemoved,
	macroSaved,
	macroRemoved,
	conversationTagged,
	conversationUntagged,
	givenToTeam,
] as const;
