import type { Shape } from '#journeys/shapes.ts';

/** Under which names a form sends what answers one question. */
export const formFields = (name: string) => ({
	shape: `shape.${name}`,
	value: `answer.${name}`,
	words: `words.${name}`,
	lat: `lat.${name}`,
	lon: `lon.${name}`,
	files: `files.${name}`,
	drawing: `drawing.${name}`,
});

/** What stands in the fields of a question: a text, what is chosen or uploaded, where it is, what was drawn. */
export type Filled = { text: string; values: readonly string[]; lat: string; lon: string; drawing: string };

export const NOTHING: Filled = { text: '', values: [], lat: '', lon: '', drawing: '' };

/** What was answered before, as its fields show it. */
export function filledFrom(shape: Shape, before: unknown): Filled {
	if (before === undefined || before === null) return NOTHING;
	if (shape.kind === 'time') return { ...NOTHING, values: offersMeant(shape, before) };
	if (shape.kind === 'choice') return { ...NOTHING, values: [before].flat().map(optionOf) };
	if (shape.kind === 'file') return { ...NOTHING, values: [before].flat().map(String) };
	if (typeof before !== 'object') return { ...NOTHING, text: String(before) };
	const { address, name, lat, lon, drawing } = before as Record<string, unknown>;
	return { text: textOf(address ?? name), values: [], lat: textOf(lat), lon: textOf(lon), drawing: textOf(drawing) };
}

const textOf = (value: unknown): string =>
	typeof value === 'string' || typeof value === 'number' ? String(value) : '';
const optionOf = (value: unknown): string => (typeof value === 'boolean' ? (value ? 'yes' : 'no') : String(value));

function offersMeant({ offers }: Extract<Shape, { kind: 'time' }>, before: unknown): string[] {
	const from = typeof before === 'object' && before && 'from' in before ? String(before.from) : '';
	return offers
		.filter((offer) => offer.value === before || Date.parse(offer.from) === Date.parse(from))
		.map(({ value }) => value);
}
