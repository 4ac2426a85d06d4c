import { defineParams } from '@sveltejs/kit/params';
import { UI_LANGS } from '#core/i18n/say.ts';

export const params = defineParams({
	lang: (param) => UI_LANGS.find((lang) => lang === param),
});
