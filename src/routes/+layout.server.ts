import { brandLogo, brandName, offeredLangs } from '#core/brand.ts';
import { publicPromises } from '#modules/promises/index.ts';
import { wordingOf } from './door/wording.ts';
import type { LayoutServerLoad } from './$types';

/** From memory only, so that an error page can be made when nothing else works. */
export const load: LayoutServerLoad = ({ locals, url }) => {
	const { settings } = locals.app;
	return {
		lang: locals.lang,
		wording: wordingOf(settings, locals.lang),
		brand: { name: settings.get(brandName), logo: settings.get(brandLogo) },
		offered: settings.get(offeredLangs),
		hasServices: locals.app.services.size > 0,
		showsPromises: settings.get(publicPromises),
		origin: url.origin,
	};
};
