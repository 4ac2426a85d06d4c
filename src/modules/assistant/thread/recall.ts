import { inThread, type Read, type Reading } from './in-thread.ts';
import { pointsBack } from './points-back.ts';
import type { Turn } from './turn.ts';

/** Further back hardly anybody refers. */
const TURNS = 3;
/** How much what was shown counts beside what the question is read to ask for now: a customer goes on from what they saw. */
const SHOWN = 0.02;

/** What the conversation is about after its last turns, each read in the light of those before it; undefined where nothing was asked. */
export function recall(thread: readonly Turn[], read: (question: string) => Reading): Reading | undefined {
	return thread
		.slice(-TURNS)
		.filter(({ question }) => question.trim() !== '')
		.reduce<Reading | undefined>((before, turn) => {
			const own = read(turn.question);
			return asShown(before ? inThread(own, before, pointsBack(turn.question, own.lang)) : own, turn);
		}, undefined);
}

/** What was shown where we were unsure was a guess, and says nothing. */
function asShown(reading: Reading, { article_ids, outcome }: Turn): Reading {
	const places = new Map(article_ids.map((id, place) => [id, 1 / (place + 1)]));
	const sum = reading.candidates.reduce((total, { articleId }) => total + (places.get(articleId) ?? 0), 0);
	if (outcome === 'unsure' || sum === 0) return reading;
	const share = ({ articleId }: Read) => (places.get(articleId) ?? 0) / sum;
	const candidates = reading.candidates.map((each) => ({
		...each,
		chance: (1 - SHOWN) * each.chance + SHOWN * share(each),
	}));
	return { ...reading, candidates };
}
