import { type Actor, hasScope, isTheirs } from '#core/access.ts';

export const canReadQuestions = (actor: Actor) => hasScope(actor, 'questions:read');

/** Only whoever asked can say whether it helped. */
export const canRateQuestion = (actor: Actor, question: { customer_id: string | null }) =>
	isTheirs(actor, question.customer_id);
