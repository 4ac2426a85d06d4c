import type { MessageKey } from '#core/i18n/say.ts';
import { nearMoment } from '../../promise-clock.ts';
import type { SayHere } from '../../words.ts';
import { shortSpan } from './when.ts';
import type { Promised } from './types.ts';

type Due = Pick<Promised, 'kind' | 'state' | 'due_at'>;
export type DueLook = 'late' | 'soon' | 'calm' | 'still';

const SOON_MS = 15 * 60_000;
const SENTENCES = {
	first_response: 'inbox_due',
	next_response: 'inbox_due',
	resolution: 'inbox_due_resolution',
	call_back: 'inbox_due_call_back',
	custom: 'inbox_due_custom',
} as const satisfies Record<Due['kind'], MessageKey>;

/** The promise that is nearest to be broken, or broken and still waited for. */
export const nearestOf = (promises: readonly Promised[]): Promised | undefined =>
	promises
		.filter(({ state, done_at }) => !done_at && (state === 'running' || state === 'broken'))
		.toSorted((a, b) => Date.parse(a.due_at) - Date.parse(b.due_at))[0] ??
	promises.find(({ state }) => state === 'paused');

export function lookOf({ state, due_at }: Due, now: number): DueLook {
	if (state === 'paused') return 'still';
	const left = Date.parse(due_at) - now;
	if (state === 'broken' || left < 0) return 'late';
	return left < SOON_MS ? 'soon' : 'calm';
}

/** What is left of it in the fewest signs: `12m`, and `-12m` once it is late. */
export function leftOf(due: Due, lang: string, now: number): string {
	if (due.state === 'paused') return '';
	const left = Date.parse(due.due_at) - now;
	return `${left < 0 ? '−' : ''}${shortSpan(Math.abs(left), lang)}`;
}

/** The same as a sentence. */
export function dueSentence(say: SayHere, lang: string, due: Due, now: number): string {
	const look = lookOf(due, now);
	if (look === 'still') return say('inbox_due_paused');
	if (look === 'late') return say('inbox_late_by', { span: shortSpan(now - Date.parse(due.due_at), lang) });
	return say(SENTENCES[due.kind], { when: nearMoment(due.due_at, lang, { now: new Date(now) }) });
}
