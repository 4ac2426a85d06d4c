/** One question as it was answered: whether the first article is right, which share of sureness was said, and whether there is an answer. */
export type Outcome = { answerable: boolean; right: boolean; rightAmongFive: boolean; confidence: number };

type Bin = { from: number; count: number; said: number; right: number };
export type Metrics = {
	count: number;
	/** Shares of the answerable questions. */
	hit1: number;
	hit5: number;
	/** Whether confidence tells answerable from unanswerable questions, 0.5 is chance; NaN where all are answerable. */
	auroc: number;
	/** Share of the answerable answered right when at most 5 % of the unanswerable are answered. */
	rightAt5: number;
	/** Expected calibration error over five bins of equal width, and the bins themselves. */
	ece: number;
	bins: Bin[];
};

const BINS = 5;
const FALSE_ANSWERS = 0.05;

export function metricsOf(outcomes: readonly Outcome[]): Metrics {
	const answerable = outcomes.filter((one) => one.answerable);
	const unanswerable = outcomes.filter((one) => !one.answerable);
	const bins = Array.from({ length: BINS }, (_, i) => binOf(outcomes, i));
	return {
		count: outcomes.length,
		hit1: share(answerable, (one) => one.right),
		hit5: share(answerable, (one) => one.rightAmongFive),
		auroc: areaUnderCurve(answerable, unanswerable),
		rightAt5: rightAt(answerable, unanswerable),
		ece:
			bins.reduce((sum, bin) => sum + (bin.count ? bin.count * Math.abs(bin.said - bin.right) : 0), 0) /
			outcomes.length,
		bins,
	};
}

function binOf(outcomes: readonly Outcome[], i: number): Bin {
	const inside = outcomes.filter(({ confidence }) => Math.min(BINS - 1, Math.floor(confidence * BINS)) === i);
	const said = inside.reduce((sum, one) => sum + one.confidence, 0) / inside.length;
	return { from: i / BINS, count: inside.length, said, right: share(inside, (one) => one.answerable && one.right) };
}

/** The chance that an answerable question is held for surer than an unanswerable one (Mann and Whitney 1947); a tie counts half. */
function areaUnderCurve(answerable: readonly Outcome[], unanswerable: readonly Outcome[]): number {
	const others = unanswerable.map((one) => one.confidence).toSorted((a, b) => a - b);
	const below = (value: number, orEqual: boolean) => countBelow(others, value, orEqual);
	const wins = answerable.reduce(
		(sum, { confidence }) => sum + (below(confidence, false) + below(confidence, true)) / 2,
		0,
	);
	return wins / (answerable.length * unanswerable.length);
}

function countBelow(sorted: readonly number[], value: number, orEqual: boolean): number {
	let low = 0;
	let high = sorted.length;
	while (low < high) {
		const middle = (low + high) >> 1;
		const at = sorted[middle] ?? 0;
		if (at < value || (orEqual && at === value)) low = middle + 1;
		else high = middle;
	}
	return low;
}

function rightAt(answerable: readonly Outcome[], unanswerable: readonly Outcome[]): number {
	if (unanswerable.length === 0) return NaN;
	const surest = unanswerable.map((one) => one.confidence).toSorted((a, b) => b - a);
	const threshold = surest[Math.floor(FALSE_ANSWERS * surest.length)] ?? -Infinity;
	return share(answerable, (one) => one.right && one.confidence > threshold);
}

const share = (list: readonly Outcome[], is: (one: Outcome) => boolean) => list.filter(is).length / list.length;
