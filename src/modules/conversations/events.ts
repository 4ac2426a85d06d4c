import { z } from 'zod';
import { defineEvent } from '#core/events/define.ts';
import { REASK_FIELDS } from './handoffs/reask/fields.ts';

const id = z.string();
const author = z.enum(['customer', 'assistant', 'agent', 'system']);

export const conversationOpened = defineEvent({
	name: 'conversation.opened',
	v: 2,
	subject: 'conversation',
	payload: z.strictObject({ question_id: id.optional(), articles: z.array(id), to: z.enum(['assistant', 'person']) }),
	// Before there was an assistant to talk to, whoever wrote wrote to a person.
	upcasters: { 1: (old) => ({ ...old, to: 'person' }) },
});

export const messageWritten = defineEvent({
	name: 'conversation.message_written',
	v: 2,
	subject: 'conversation',
	payload: z.strictObject({
		message_id: id,
		author,
		kind: z.enum(['message', 'note', 'notice']),
		/** Who had the conversation. */
		holder: z.enum(['assistant', 'team']),
		/** Of the assistant's: how it came out. */
		outcome: z.string().optional(),
		question_id: id.optional(),
	}),
	upcasters: { 1: (old) => ({ ...old, kind: 'message', holder: 'team' }) },
});

const ofMessage = (name: string) =>
	defineEvent({ name, v: 1, subject: 'conversation', payload: z.strictObject({ message_id: id }) });
export const messageEdited = ofMessage('conversation.message_edited');
export const messageWithdrawn = ofMessage('conversation.message_withdrawn');
/** The customer had not finished: one answer stands for all. */
export const answerSuperseded = ofMessage('conversation.answer_superseded');

/** The customer is given to a person, with everything that is known. */
export const handedOver = defineEvent({
	name: 'conversation.handed_over',
	v: 1,
	subject: 'conversation',
	payload: z.strictObject({
		handoff_id: id,
		reason: z.string(),
		/** The question before it, and the articles that had been shown, the last first: from where people come. */
		question_id: id.optional(),
		articles: z.array(id),
		turns: z.number().int(),
	}),
});

const ofHandoff = (name: string) =>
	defineEvent({ name, v: 1, subject: 'conversation', payload: z.strictObject({ handoff_id: id }) });
export const handoffTaken = ofHandoff('conversation.taken');
export const handedBack = ofHandoff('conversation.handed_back');
/** Colleagues are named in a note. */
export const mentioned = defineEvent({
	name: 'conversation.mentioned',
	v: 1,
	subject: 'conversation',
	payload: z.strictObject({ message_id: id, members: z.array(id) }),
});
/** It was not to go back after all. */
export const takenBack = ofHandoff('conversation.taken_back');
export const packetEdited = ofHandoff('conversation.packet_edited');

/** Whoever took over asked for what the packet, or the conversation before it, held. */
export const reasked = defineEvent({
	name: 'conversation.reasked',
	v: 1,
	subject: 'conversation',
	payload: z.strictObject({ handoff_id: id, field: z.enum(REASK_FIELDS), message_id: id }),
});

export const assigned = defineEvent({
	name: 'conversation.assigned',
	v: 1,
	subject: 'conversation',
	payload: z.strictObject({ member_id: id.nullable(), how: z.enum(['by_hand', 'by_answering', 'by_rule']) }),
});

const plain = (name: string) => defineEvent({ name, v: 1, subject: 'conversation', payload: z.strictObject({}) });
export const conversationClosed = plain('conversation.closed');
export const conversationReopened = plain('conversation.reopened');
export const unsnoozed = plain('conversation.woken');

export const snoozed = defineEvent({
	name: 'conversation.snoozed',
	v: 1,
	subject: 'conversation',
	payload: z.strictObject({ until: z.string() }),
});

const ofOther = (name: string) =>
	defineEvent({ name, v: 1, subject: 'conversation', payload: z.strictObject({ into_id: id }) });
export const conversationMerged = ofOther('conversation.merged');
export const conversationUnmerged = ofOther('conversation.unmerged');

const ofLink = (name: string) =>
	defineEvent({ name, v: 1, subject: 'conversation', payload: z.strictObject({ type: z.string(), link_id: id }) });
export const linkAdded = ofLink('conversation.linked');
export const linkRemoved = ofLink('conversation.unlinked');

/** Whether it was solved, as the customer says it. */
export const feedbackGiven = defineEvent({
	name: 'conversation.feedback_given',
	v: 1,
	subject: 'conversation',
	payload: z.strictObject({
		solved: z.boolean(),
		steps: z.strictObject({ answer: z.boolean(), handover: z.boolean(), agent: z.boolean() }).partial(),
		reasons: z.array(z.string()),
		/** They had said otherwise, or the same, before. */
		again: z.boolean(),
	}),
});

/** The assistant keeps the conversation and asks somebody on the team. */
export const colleagueAsked = defineEvent({
	name: 'conversation.colleague_asked',
	v: 1,
	subject: 'conversation',
	payload: z.strictObject({ colleague_question_id: id, question_id: id }),
});
export const colleagueAnswered = defineEvent({
	name: 'conversation.colleague_answered',
	v: 1,
	subject: 'conversation',
	payload: z.strictObject({ colleague_question_id: id, article_id: id.optional() }),
});

export const conversationEvents = [
	conversationOpened,
	messageWritten,
	messageEdited,
	messageWithdrawn,
	answerSuperseded,
	handedOver,
	handoffTaken,
	handedBack,
	mentioned,
	takenBack,
	packetEdited,
	reasked,
	assigned,
	conversationClosed,
	conversationReopened,
	snoozed,
	unsnoozed,
	conversationMerged,
	conversationUnmerged,
	linkAdded,
	linkRemoved,
	feedbackGiven,
	colleagueAsked,
	colleagueAnswered,
] as const;
