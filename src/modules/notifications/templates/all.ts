import { conversationOpened } from './conversation-opened.ts';
import { conversationReceived } from './conversation-received.ts';
import { identityCode } from './identity-code.ts';
import { journeyLeft, journeyLink } from './journeys.ts';
import { memberInvited, memberPassword } from './member-links.ts';
import { mailTest } from './mail-test.ts';
import { mention } from './mention.ts';
import { promiseBroken, promiseRunsOut } from './promises.ts';
import { publicationFailed } from './publication-failed.ts';
import { serviceFell } from './service-fell.ts';
import { reviewDue } from './review-due.ts';
import type { Template } from '../template.ts';
import { visitDue } from './visit-due.ts';
import { timeOffered } from './time-offered.ts';
import { visitBooked, visitCancelled, visitDone, visitMoved, visitReminder } from './visits.ts';

/** Every message the program can write, by the name that its rows carry. */
export const TEMPLATES = {
	conversation_opened: conversationOpened,
	conversation_received: conversationReceived,
	identity_code: identityCode,
	journey_left: journeyLeft,
	journey_link: journeyLink,
	member_invited: memberInvited,
	member_password: memberPassword,
	mail_test: mailTest,
	mention,
	promise_broken: promiseBroken,
	promise_runs_out: promiseRunsOut,
	publication_failed: publicationFailed,
	review_due: reviewDue,
	service_fell: serviceFell,
	time_offered: timeOffered,
	visit_booked: visitBooked,
	visit_moved: visitMoved,
	visit_cancelled: visitCancelled,
	visit_reminder: visitReminder,
	visit_done: visitDone,
	visit_due: visitDue,
} as const;

export type TemplateName = keyof typeof TEMPLATES;
export type TemplateArgs<T extends TemplateName> = Parameters<(typeof TEMPLATES)[T]['subject']>[1];

/** A row may carry the name of one that an older program had. */
export const templateCalled = (name: string): Template<unknown> | undefined =>
	(TEMPLATES as Record<string, Template<unknown> | undefined>)[name];

/** Whether what a message says lets somebody in. */
export const isSecret = (name: string): boolean => 'secret' in (TEMPLATES[name as TemplateName] ?? {});
