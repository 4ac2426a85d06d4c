import type { RequestEvent } from '@sveltejs/kit';

export const LANG_COOKIE = 'lang';
/** `light` or `dark`; written by the console in the browser. */
export const THEME_COOKIE = 'theme';

const YEAR = 365 * 86_400;

/** A cookie for the whole site, sent over https only where the site is reached by it. */
export function setCookie(
	event: Pick<RequestEvent, 'cookies' | 'url'>,
	name: string,
	value: string,
	{ expires, httpOnly = false }: { expires?: Date; httpOnly?: boolean } = {},
): void {
	const life = expires ? { expires } : { maxAge: YEAR };
	event.cookies.set(name, value, {
		path: '/',
		sameSite: 'lax',
		secure: event.url.protocol === 'https:',
		httpOnly,
		...life,
	});
}
