import { type Actor, hasScope } from '#core/access.ts';

export const canReadQuestions = (actor: Actor) => hasScope(actor, 'questions:read');

/** Only whoever asked can say whether it helped. */
export const canRateQuestion = (actor: Actor, question: { customer_id: string | null }) =>
	actor.kind === 'customer' && actor.id !== '' && actor.id === question.customer_id;
