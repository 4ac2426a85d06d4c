import type { Asking } from '#journeys/definition.ts';
import type { Choice } from '#journeys/fields/choice.ts';
import { inWords } from '#journeys/wording.ts';
import { offeredVisitTypes } from '../setup/lists.ts';
import type { VisitType } from '../visits/terms.ts';

type Looking = Pick<Asking, 'db' | 'once'>;

export const offered = ({ db, once }: Looking): Promise<VisitType[]> =>
	once('visit types', () => offeredVisitTypes(db));

/** What there is to book, by its codes; each is understood by its name in any language. */
export async function typeChoices(asking: Looking): Promise<Choice[]> {
	return (await offered(asking)).map(({ code, names, descriptions }) => ({
		value: code,
		label: names,
		...(Object.keys(descriptions).length > 0 && { hint: descriptions }),
		also: Object.values(names),
	}));
}

/** In the order in which they were chosen; what is offered no longer is left out. */
export async function typesCalled(asking: Looking, codes: readonly string[]): Promise<VisitType[]> {
	const all = await offered(asking);
	return codes.flatMap((code) => all.find((type) => type.code === code) ?? []);
}

export const named = ({ names }: Pick<VisitType, 'names'>, { say, lang }: Pick<Asking, 'say' | 'lang'>): string =>
	inWords(say, { words: names }, lang);
