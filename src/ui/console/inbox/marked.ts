export type MarkedPiece = { text: string; isMarked: boolean };

/** A text cut at its marks, which come in order and do not overlap. */
export function marked(text: string, marks: readonly (readonly [number, number])[]): MarkedPiece[] {
	const pieces: MarkedPiece[] = [];
	let at = 0;
	for (const [from, to] of marks) {
		pieces.push({ text: text.slice(at, from), isMarked: false }, { text: text.slice(from, to), isMarked: true });
		at = to;
	}
	pieces.push({ text: text.slice(at), isMarked: false });
	return pieces.filter((piece) => piece.text);
}
