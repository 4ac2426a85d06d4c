/**
 * The documents with the highest scores, of as many as are offered: a binary heap in typed arrays with the worst on top.
 */
export type Best = { documents: Int32Array; scores: Float64Array; size: number };

export const bestOf = (most: number): Best => ({
	documents: new Int32Array(most),
	scores: new Float64Array(most),
	size: 0,
});

/** Takes in a document if it is among the best so far. Answers the score that the next one has to beat. */
export function offer(best: Best, document: number, score: number): number {
	const isFull = best.size === best.scores.length;
	const least = isFull ? best.scores[0]! : 0;
	if (!(score > least)) return least;
	if (isFull) sink(best, document, score);
	else rise(best, best.size++, document, score);
	return best.size === best.scores.length ? best.scores[0]! : 0;
}

function rise({ documents, scores }: Best, from: number, document: number, score: number): void {
	let at = from;
	while (at > 0) {
		const above = (at - 1) >> 1;
		if (scores[above]! <= score) break;
		scores[at] = scores[above]!;
		documents[at] = documents[above]!;
		at = above;
	}
	scores[at] = score;
	documents[at] = document;
}

/** In place of the worst. */
function sink({ documents, scores, size }: Best, document: number, score: number): void {
	let at = 0;
	for (;;) {
		let below = at * 2 + 1;
		if (below >= size) break;
		if (below + 1 < size && scores[below + 1]! < scores[below]!) below++;
		if (scores[below]! >= score) break;
		scores[at] = scores[below]!;
		documents[at] = documents[below]!;
		at = below;
	}
	scores[at] = score;
	documents[at] = document;
}
