export type Words = { kind: 'same' | 'added' | 'removed'; text: string };

// Two texts that share nothing cost as many steps as they have words, times each other.
const MOST_EDITS = 1_000;

const SEGMENTER = new Intl.Segmenter(undefined, { granularity: 'word' });

/** Which words of a text are other ones in the next, also in scripts that write without spaces; runs of one kind together, what went before what came. */
export function diffWords(old: string, next: string): Words[] {
	const [before, after] = [wordsOf(old), wordsOf(next)];
	const head = equalFrom(before, after, (index) => index);
	const rest = [before.slice(head), after.slice(head)] as const;
	const tail = equalFrom(rest[0], rest[1], (index, length) => length - 1 - index);
	const middle = diffed(rest[0].slice(0, rest[0].length - tail), rest[1].slice(0, rest[1].length - tail));
	const same = (words: string[]): Words => ({ kind: 'same', text: words.join('') });
	return joined([same(before.slice(0, head)), ...middle, same(before.slice(before.length - tail))]);
}

const wordsOf = (text: string): string[] => Array.from(SEGMENTER.segment(text), ({ segment }) => segment);

type Index = (index: number, length: number) => number;

/** How many words are the same, counted from one end. */
function equalFrom(old: readonly string[], next: readonly string[], at: Index): number {
	let count = 0;
	while (count < Math.min(old.length, next.length) && old[at(count, old.length)] === next[at(count, next.length)])
		count++;
	return count;
}

function diffed(old: readonly string[], next: readonly string[]): Words[] {
	const trace = old.length && next.length ? shortestEdit(old, next) : undefined;
	if (trace) return walkedBack(trace, old, next);
	return [
		{ kind: 'removed', text: old.join('') },
		{ kind: 'added', text: next.join('') },
	];
}

/**
 * Myers, "An O(ND) Difference Algorithm and Its Variations" (1986): for each number of edits, how far each diagonal gets. Nothing where the two have so
 * little in common that a comparison word by word would say nothing either.
 */
function shortestEdit(old: readonly string[], next: readonly string[]): Map<number, number>[] | undefined {
	const most = Math.min(old.length + next.length, MOST_EDITS);
	const reach = new Map([[1, 0]]);
	const trace: Map<number, number>[] = [];
	for (let edits = 0; edits <= most; edits++) {
		trace.push(new Map(reach));
		for (let diagonal = -edits; diagonal <= edits; diagonal += 2) {
			let x = goesDown(reach, diagonal, edits) ? (reach.get(diagonal + 1) ?? 0) : (reach.get(diagonal - 1) ?? 0) + 1;
			while (x < old.length && x - diagonal < next.length && old[x] === next[x - diagonal]) x++;
			reach.set(diagonal, x);
			if (x >= old.length && x - diagonal >= next.length) return trace;
		}
	}
	return undefined;
}

/** Whether the last edit on this diagonal put a word in; else it took one out. */
const goesDown = (reach: Map<number, number>, diagonal: number, edits: number): boolean =>
	diagonal === -edits || (diagonal !== edits && (reach.get(diagonal - 1) ?? 0) < (reach.get(diagonal + 1) ?? 0));

function walkedBack(trace: Map<number, number>[], old: readonly string[], next: readonly string[]): Words[] {
	const found: Words[] = [];
	let [x, y] = [old.length, next.length];
	for (let edits = trace.length - 1; edits >= 0; edits--) {
		const reach = trace[edits] ?? new Map<number, number>();
		const isDown = goesDown(reach, x - y, edits);
		const from = x - y + (isDown ? 1 : -1);
		const [startX, startY] = edits === 0 ? [0, 0] : [reach.get(from) ?? 0, (reach.get(from) ?? 0) - from];
		while (x > startX && y > startY) {
			x--;
			y--;
			found.push({ kind: 'same', text: old[x] ?? '' });
		}
		if (edits === 0) break;
		if (isDown) found.push({ kind: 'added', text: next[startY] ?? '' });
		else found.push({ kind: 'removed', text: old[startX] ?? '' });
		[x, y] = [startX, startY];
	}
	return found.toReversed();
}

/** Runs of one kind as one; between two that stayed, first all that went and then all that came. */
function joined(words: readonly Words[]): Words[] {
	const runs: Words[] = [];
	let [removed, added] = ['', ''];
	const flush = () => {
		if (removed) runs.push({ kind: 'removed', text: removed });
		if (added) runs.push({ kind: 'added', text: added });
		[removed, added] = ['', ''];
	};
	for (const { kind, text } of words) {
		if (kind === 'removed') removed += text;
		else if (kind === 'added') added += text;
		else if (text) {
			flush();
			const last = runs.at(-1);
			if (last?.kind === 'same') last.text += text;
			else runs.push({ kind, text });
		}
	}
	flush();
	return runs;
}
