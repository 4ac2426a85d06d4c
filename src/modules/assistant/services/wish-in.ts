import type { Say } from '#core/i18n/say.ts';
import type { Services } from '#journeys/registry.ts';
import { inWords } from '#journeys/wording.ts';
import type { Recogniser } from './open-recogniser.ts';

/** From here on a service goes before an answer that we are sure of, and takes people out of another service. */
export const SURE = 0.9;
/** Below it, we rather say that we do not know than offer what nobody wished for. */
const LIKELY = 0.6;

/** A service that is wished for; the title in the language of whoever wishes. */
export type Wish = { id: string; title: string };

type WishApp = { services: Services; recognise: Recogniser; say: Say };

/** What a text wishes to get done. Where the articles answer it we have to be sure of that. */
export function wishIn(
	app: WishApp,
	text: string,
	{ answered, lang }: { answered: boolean; lang: string },
): Wish | undefined {
	const wished = app.recognise(text);
	const service = wished && wished.confidence >= (answered ? SURE : LIKELY) ? app.services.get(wished.id) : undefined;
	return service && { id: service.id, title: inWords(app.say, { words: service.title }, lang) };
}
