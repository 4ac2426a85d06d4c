import type { App as Saunders } from '#app';
import type { UiLang } from '#core/i18n/say.ts';
import type { Definition } from '#journeys/definition.ts';
import { inWords } from '#journeys/wording.ts';

/** As a card of it says. */
export const presentService = ({ say }: Saunders, { id, title, summary }: Definition, lang: UiLang) => ({
	id,
	title: inWords(say, { words: title }, lang),
	summary: inWords(say, { words: summary }, lang),
});

/** What customers can get done, in its order. */
export const servicesIn = ({ app, lang }: App.Locals) =>
	[...app.services.values()].map((definition) => presentService(app, definition, lang));
