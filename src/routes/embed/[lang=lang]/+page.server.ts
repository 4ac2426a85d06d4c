import { ANONYMOUS } from '#core/access.ts';
import { chatSound, embedOrigins } from '#modules/embedding/index.ts';
import { chatData } from '../../door/chat.ts';
import { sameForAll } from '../../door/reader.ts';
import type { PageServerLoad } from './$types';

const MAY_BE_OLD_SECONDS = 300;

/** The same for everybody: who somebody is only the script in the frame knows, by its token. A cookie says nothing here. */
export const load: PageServerLoad = async ({ locals, setHeaders, url }) => {
	sameForAll(setHeaders, MAY_BE_OLD_SECONDS);
	const { settings } = locals.app;
	return {
		chat: await chatData({ ...locals, visitor: async () => ANONYMOUS }, { place: 'frame' }),
		hosts: { origins: [url.origin, ...settings.get(embedOrigins)], sound: settings.get(chatSound) },
	};
};
