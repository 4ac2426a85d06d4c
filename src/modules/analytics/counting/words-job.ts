import type { JobKind } from '#core/jobs.ts';
import type { Clock } from '#core/time.ts';
import type { Transact } from '#core/transaction.ts';
import { dayIn } from '#core/days.ts';
import { forgetWords } from './write-tally.ts';
import { zoneOf } from './zone-of.ts';

const NIGHTLY = '41 3 * * *';

/** Takes away old wordings of searches. */
export const wordsJob = ({ transact, clock }: { transact: Transact; clock: Clock }): JobKind<object> => ({
	name: 'analytics.forget_words',
	every: NIGHTLY,
	handle: () => transact(async (tx) => forgetWords(tx, dayIn(await zoneOf(tx), clock()))),
});
