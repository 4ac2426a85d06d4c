import type { AskApp } from '../ask.ts';
import type { Outcome } from '../tables.ts';
import type { Dialogue } from './dialogues.fixture.ts';
import type { Turn } from './turn.ts';

type Asked = { right: boolean; outcome: Outcome; confidence: number; ms: number };
/** The second turn of a dialogue, asked in its thread and as if nothing had been said. */
export type Tried = Dialogue & { within: Asked; alone: Asked };

type RankApp = Pick<AskApp, 'library' | 'scorer'>;

const SHOWN = 5;

/** Puts dialogues to the assistant without logging them. */
export async function tryDialogues(app: RankApp, dialogues: readonly Dialogue[]): Promise<Tried[]> {
	const tried: Tried[] = [];
	for (const dialogue of dialogues) {
		const turn = await firstTurn(app, dialogue);
		const alone = await askThen(app, dialogue, []);
		tried.push({ ...dialogue, alone, within: await askThen(app, dialogue, [turn]) });
	}
	return tried;
}

async function firstTurn({ library, scorer }: RankApp, { first, lang }: Dialogue): Promise<Turn> {
	const { candidates, outcome } = await scorer.rank(first, lang);
	const cards = library.cards.get(candidates.slice(0, SHOWN).map(({ id }) => id));
	return { question: first, article_ids: cards.map(({ article_id }) => article_id), outcome };
}

async function askThen(
	{ library, scorer }: RankApp,
	{ next, lang, article, also }: Dialogue,
	thread: Turn[],
): Promise<Asked> {
	const begun = performance.now();
	const { candidates, outcome, confidence } = await scorer.rank(next, lang, thread);
	const ms = performance.now() - begun;
	const [card] = library.cards.get(candidates.slice(0, 1).map(({ id }) => id));
	return { right: card !== undefined && [article, ...also].includes(card.external_id), outcome, confidence, ms };
}

export const shareOf = <T>(all: readonly T[], is: (one: T) => boolean): number => all.filter(is).length / all.length;

/** Shares of 1. `changes`: of the changes of topic that are answered right without a thread, as many as are with it. */
export function rates(tried: readonly Tried[]) {
	const followUps = tried.filter(({ kind }) => kind === 'follow_up');
	const changes = tried.filter(({ kind }) => kind === 'change');
	const answers = tried.filter(({ within }) => within.outcome === 'answer');
	return {
		followUps: shareOf(followUps, ({ within }) => within.right),
		followUpsAlone: shareOf(followUps, ({ alone }) => alone.right),
		changesWithin: shareOf(changes, ({ within }) => within.right),
		changesAlone: shareOf(changes, ({ alone }) => alone.right),
		changes: shareOf(changes, ({ within }) => within.right) / shareOf(changes, ({ alone }) => alone.right),
		answered: answers.length / tried.length,
		answeredRight: shareOf(answers, ({ within }) => within.right),
		choices: shareOf(tried, ({ within }) => within.outcome === 'choices'),
		unsure: shareOf(tried, ({ within }) => within.outcome === 'unsure'),
	};
}
