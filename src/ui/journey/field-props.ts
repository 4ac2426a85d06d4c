import type { Shape } from '#journeys/shapes.ts';
import type { Prompt } from '#journeys/turn.ts';
import type { SayHere } from '#ui/words.ts';
import type { Filled } from './form-fields.ts';

export type Asked<Kind extends Shape['kind'] = Shape['kind']> = Omit<Prompt, 'shape'> & {
	shape: Extract<Shape, { kind: Kind }>;
};

/** What every field of a question is given. */
export type FieldProps<Kind extends Shape['kind'] = Shape['kind']> = {
	prompt: Asked<Kind>;
	/** Of the question within the form: see `formFields`. */
	name: string;
	say: SayHere;
	lang: string;
	/** What stands in it; else what was answered before. */
	filled?: Filled | undefined;
	/** Why that will not do; else what the question itself says. */
	fault?: string | undefined;
	/** Where a script may send files ahead of the form. */
	uploadTo?: string | undefined;
};
