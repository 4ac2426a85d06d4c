import { redirect } from '@sveltejs/kit';
import { localPath } from '#ui/addresses.ts';
import { LANG_COOKIE, setCookie } from '../../door/cookies.ts';
import type { RequestHandler } from './$types';

/** Remembers the language a visitor chose and goes on to the page in it. */
export const GET: RequestHandler = (event) => {
	setCookie(event, LANG_COOKIE, event.params.lang);
	redirect(303, localPath(event.url.searchParams.get('to')) ?? `/${event.params.lang}`);
};
