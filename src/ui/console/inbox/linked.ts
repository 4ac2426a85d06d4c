export type LinkedPiece = { text: string; href?: string };

/** An address ends before the sign that ends the sentence, in whatever script. */
const ADDRESS = /https?:\/\/[^\s<>"'，。、；：！？）」]+[^\s<>"'，。、；：！？）」.,;:!?)]/g;

/** A text cut where addresses stand in it. */
export function linked(text: string): LinkedPiece[] {
	const pieces: LinkedPiece[] = [];
	let from = 0;
	for (const { 0: href, index } of text.matchAll(ADDRESS)) {
		pieces.push({ text: text.slice(from, index) }, { text: href, href });
		from = index + href.length;
	}
	pieces.push({ text: text.slice(from) });
	return pieces.filter((piece) => piece.text);
}
