import type { MessageKey, Say } from '#core/i18n/say.ts';
import { presentTurn } from '#journeys/present-turn.ts';
import type { Turn } from '#journeys/turn.ts';
import type { Parts } from '../tables.ts';

/** How a journey stands, as a message: in words for everybody, and with what there is to press for who can show it. */
export function sayTurn(say: Say, turn: Turn, { again = false } = {}): { text: string; parts: Parts } {
	const { lang, title } = turn.journey;
	const lines = [
		again ? say('reply_back_to', { title }, lang) : '',
		...turn.told.filter(({ kind }) => kind === 'text').map(({ text }) => text),
		turn.ask?.fault?.text ?? turn.faults['']?.text ?? '',
		standing(say, turn),
	];
	return {
		text: lines.filter((line) => line !== '').join('\n'),
		parts: { outcome: 'service', journey: presentTurn(turn) },
	};
}

const OVER: Partial<Record<Turn['journey']['state'], MessageKey>> = {
	stopped: 'journey_stopped',
	expired: 'journey_expired',
	pending: 'journey_pending',
	undone: 'journey_undone',
	with_team: 'journey_with_team',
};

function standing(say: Say, { journey: { lang, state }, ask, review, needs, ends, result }: Turn): string {
	const over = OVER[state];
	if (over) return (say as (key: MessageKey, args: object, lang: string) => string)(over, {}, lang);
	if (needs) return say('journey_needs', {}, lang);
	if (ends) return ends.text;
	if (ask) return ask.label;
	return review ? say('journey_review', {}, lang) : (result?.text ?? '');
}
