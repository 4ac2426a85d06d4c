/** One of several to choose from. `value` is what is kept; the rest is for people. */
export type Option = {
	value: string;
	label: string;
	hint?: string;
	picture?: string;
	/** Other words by which it is meant. */
	also?: readonly string[];
};

/** A stretch of time that is free: RFC 3339 instants, read by the clocks of `zone`. `value` is what is kept. */
export type Offer = { value: string; from: string; until: string; zone: string; label: string };

/**
 * How a question is asked. Channels show shapes and never ask what a field is about, so there are few: whoever adds a field takes one of these, whoever
 * adds a channel shows all of them.
 */
export type Shape =
	| {
			kind: 'open';
			/** Which keys somebody will want. */
			input: 'text' | 'number' | 'email' | 'tel' | 'date';
			/** More than one for a text that may be long. */
			lines: number;
			/** In characters. */
			longest: number;
			example?: string;
	  }
	| { kind: 'choice'; options: readonly Option[]; least: number; most: number }
	| { kind: 'time'; offers: readonly Offer[]; zone: string }
	| { kind: 'place'; near?: { lat: number; lon: number } }
	| { kind: 'file'; accept: readonly string[]; most: number }
	| { kind: 'signature' };

/** The values there are to choose from, in order; none where anything may be said. */
export function valuesOf(shape: Shape): string[] {
	if (shape.kind === 'choice') return shape.options.map(({ value }) => value);
	return shape.kind === 'time' ? shape.offers.map(({ value }) => value) : [];
}
