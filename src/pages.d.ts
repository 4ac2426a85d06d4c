// What SvelteKit is to know of us. Not called `app.d.ts`: beside `app.ts` TypeScript would take that for its output and skip it.
import type { App as Saunders } from '#app';
import type { Actor } from '#core/access.ts';
import type { ProblemCode } from '#core/errors.ts';
import type { UiLang } from '#core/i18n/say.ts';
import type { SignedIn } from '#modules/staff/index.ts';
import type { SayHere } from '#ui/words.ts';

declare global {
	namespace App {
		interface Locals {
			app: Saunders;
			/** The language of the page, from its address. */
			lang: UiLang;
			say: SayHere;
			/** Whoever is signed in to the console; looked for on its pages alone. */
			member?: SignedIn | undefined;
			/** Who looks at the page; a visitor of whom nothing is stored is anonymous. */
			visitor(): Promise<Actor>;
			/** Who acts: a visitor becomes a customer with the first act, and gets the cookie for it. */
			customer(): Promise<Actor>;
		}
		interface Error {
			code: ProblemCode;
		}
		interface PageData {
			/** Where other languages show this page, when it is not at the same path. */
			languages?: { lang: UiLang; href: string }[];
			/** The page has an ask box of its own: none in the header. */
			ownAskBox?: boolean;
			/** In the console: the page fills the window from edge to edge. */
			whole?: boolean;
		}
	}
}
