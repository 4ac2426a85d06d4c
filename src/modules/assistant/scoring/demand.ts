/** How many questions have no answer in a base, as far as nobody has asked yet. The fit counts its trials so. */
export const UNANSWERABLE = 0.07;

/**
 * What is asked of this base: some businesses are asked only what they have written about, others about everything. Kept by whoever
 * answers, and begun anew when most of the base is new.
 */
export type Demand = {
	/** How answerable each of the last questions looked, see `Judgement`. */
	recent: number[];
	asked: number;
	/** The estimated share of questions without an answer. */
	share: number;
	/** As if this many questions had been asked before, in the usual share: a handful of odd ones must not turn everything. */
	doubt: number;
};

/**
 * `trials`: how many questions the scorer's own fit rests on. The better a base was examined, the more its fit is trusted. `before`: what was asked of
 * nearly the same base under an older fit.
 */
export const newDemand = (trials: number, before?: Demand): Demand => ({
	recent: before?.recent ?? [],
	asked: before?.asked ?? 0,
	share: before?.share ?? UNANSWERABLE,
	doubt: 40 + trials / 4,
});

const WINDOW = 500;
const EVERY = 10;

/** Takes one more question into account; the share is estimated anew after every tenth. */
export function observe(demand: Demand, answerable: number): void {
	demand.recent.push(answerable);
	if (demand.recent.length > WINDOW) demand.recent.shift();
	demand.asked++;
	if (demand.asked % EVERY === 0) demand.share = estimate(demand);
}

/** The same probability where `share` of all questions have no answer, by Bayes' rule. */
export function underShare(answerable: number, share: number): number {
	const yes = (answerable * (1 - share)) / (1 - UNANSWERABLE);
	const no = ((1 - answerable) * share) / UNANSWERABLE;
	return yes / (yes + no);
}

const ROUNDS = 5;

/**
 * Expectation maximisation of the share alone, from questions nobody has labelled. After M. Saerens, P. Latinne and C. Decaestecker,
 * "Adjusting the outputs of a classifier to new a priori probabilities", Neural Computation 14 (2002).
 */
function estimate({ recent, share: before, doubt }: Demand): number {
	let share = before;
	for (let round = 0; round < ROUNDS; round++) {
		const without = recent.reduce((sum, answerable) => sum + 1 - underShare(answerable, share), 0);
		share = (without + doubt * UNANSWERABLE) / (recent.length + doubt);
	}
	return share;
}
