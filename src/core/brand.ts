import { z } from 'zod';
import { UI_LANGS, type UiLang } from './i18n/say.ts';
import type { SettingKind } from './settings.ts';

/** The name of the business, as customers read it on pages and in mail. */
export const brandName: SettingKind<string> = {
	key: 'brand_name',
	schema: z
		.string()
		.max(80)
		.regex(/^[^\r\n]*$/),
	fallback: 'Help',
};

/** `#rrggbb` of buttons, links and the line on top of mails. Where it would be hard to read, pages use a lighter or darker one. */
export const brandColour: SettingKind<string> = {
	key: 'brand_colour',
	schema: z.string().regex(/^#[0-9a-f]{6}$/i, 'must be a colour like #0e5f63'),
	fallback: '#0e5f63',
};

/** The file shown as the logo; empty shows the name. */
export const brandLogo: SettingKind<string> = {
	key: 'brand_logo',
	schema: z.union([z.uuid(), z.literal('')]),
	fallback: '',
	file: true,
};

/** Languages the help centre is offered in, in the order of its menu. */
export const offeredLangs: SettingKind<UiLang[]> = {
	key: 'languages',
	schema: z.array(z.enum(UI_LANGS)).min(1),
	fallback: [...UI_LANGS],
};

/** For visitors whose browser names none of the offered languages, and for content that is not in theirs. */
export const defaultLang: SettingKind<UiLang> = { key: 'default_language', schema: z.enum(UI_LANGS), fallback: 'en' };
