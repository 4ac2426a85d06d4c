import { ANONYMOUS } from '#core/access.ts';
import { funnelFor, settingsFor } from '#channels/rest/routes/service-settings.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { app, member, lang }, params: { id }, url, parent }) => {
	await parent();
	const actor = member?.actor ?? ANONYMOUS;
	const [channel, of_lang] = [url.searchParams.get('channel') ?? '', url.searchParams.get('lang') ?? ''];
	return {
		settings: await settingsFor({ app, actor }, id, lang),
		funnel: await funnelFor({ app, actor }, id, { lang, channel: channel || undefined, of_lang: of_lang || undefined }),
		channel,
		of_lang,
	};
};
