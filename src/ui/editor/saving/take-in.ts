import type { Kept } from './kept-texts.ts';
import { type EditorText, isAsked, type Merged, mergeTexts, sameText } from './merge-texts.ts';
import { become, isHeld, keep, type Standing, type Writing } from './writing.ts';

/** The server has another text. */
export function takeIn(writing: Writing, server: Standing): void {
	writing.catchUp();
	const { from, mine } = writing;
	writing.base = server;
	mergeIn(writing, from, mine, server.text);
}

/** Takes it in when somebody else changed the text; nothing where this will be told of it anyway. */
export async function newer(writing: Writing, revision: number, read: () => Promise<Standing>): Promise<void> {
	const isBusy = () => isHeld(writing) || writing.sending !== undefined;
	if (revision <= writing.base.revision || isBusy()) return;
	const server = await read();
	// What was sent meanwhile knows better, or will be told.
	if (server.revision > writing.base.revision && !isBusy()) takeIn(writing, server);
}

/** Takes in what earlier tabs left, as far as the server has it not. */
export function takeUp(writing: Writing, left: readonly Kept[]): void {
	if (left.length > 0) writing.catchUp();
	for (const { base, revision, text } of left) mergeIn(writing, { revision, text: base }, text, writing.mine);
}

function mergeIn(writing: Writing, from: Standing, mine: EditorText, theirs: EditorText): void {
	const before = writing.mine;
	const merged = mergeTexts(from.text, mine, theirs);
	writing.mine = merged.text;
	if (!sameText(before, merged.text)) writing.onText(merged.text);
	const earlier = writing.state.is === 'conflict' ? writing.state.merged : undefined;
	if (earlier || isAsked(merged)) {
		writing.from = from;
		become(writing, { is: 'conflict', merged: together(earlier, merged) });
	} else {
		writing.from = writing.base;
		become(writing, { is: 'dirty' });
		writing.plan(0);
	}
	keep(writing);
}

const together = (earlier: Merged | undefined, merged: Merged): Merged => ({
	text: merged.text,
	fields: joined(earlier?.fields, merged.fields, ({ field }) => field),
	blocks: joined(earlier?.blocks, merged.blocks, ({ id }) => id),
});

/** Each place is asked about once, by what was found there last. */
function joined<Place>(
	earlier: readonly Place[] = [],
	later: readonly Place[],
	nameOf: (place: Place) => string,
): Place[] {
	const names = new Set(later.map(nameOf));
	return [...earlier.filter((place) => !names.has(nameOf(place))), ...later];
}
