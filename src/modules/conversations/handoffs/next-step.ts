import type { NextStep, Packet } from './packet.ts';

type Known = Pick<Packet, 'goal' | 'note' | 'customer' | 'articles' | 'steps' | 'stopped_by'>;

/** What a colleague would do first, by what is known of the matter. */
export function nextStep({ goal, note, customer, articles, steps, stopped_by }: Known): NextStep {
	const last = steps.at(-1);
	if (!goal) return 'ask_what';
	if (stopped_by === 'form' && customer.identities.some(({ kind }) => kind === 'email')) return 'reply_by_email';
	if (articles.some(({ result }) => result === 'rejected')) return 'check_article';
	if (!last) return 'answer_first';
	// Who said more after that has made it clear.
	if (last.outcome === 'choices' && !note) return 'choose_reading';
	return last.outcome === 'answer' ? 'check_answer' : 'answer';
}
