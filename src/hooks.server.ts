import type { Cookies, RequestEvent } from '@sveltejs/kit';
import { type Handle, type HandleServerError, sequence } from '@sveltejs/kit/hooks';
import { runningApp } from '#app';
import { ANONYMOUS } from '#core/access.ts';
import { brandColour, defaultLang, offeredLangs } from '#core/brand.ts';
import { asProblem, type ProblemCode } from '#core/errors.ts';
import { UI_LANGS, type UiLang, uiLang } from '#core/i18n/say.ts';
import { customerOfToken, SESSION_COOKIE, startSession } from '#modules/customers/index.ts';
import { embedOrigins } from '#modules/embedding/index.ts';
import { brandStyle } from '#ui/brand.ts';
import { LANG_COOKIE, setCookie, THEME_COOKIE } from './routes/door/cookies.ts';
import { acceptedLang, langOfSegment, offeredLang } from '#ui/language.ts';
import { sayIn } from './routes/door/wording.ts';

/** One address per page: `/zh-hans/…` and `/zh/…` lead to `/zh-Hans/…`. */
const spelling: Handle = ({ event, resolve }) => {
	const [, segment = '', ...rest] = event.url.pathname.split('/');
	const lang = langOfSegment(segment);
	if (!lang || lang === segment) return resolve(event);
	return new Response(null, { status: 301, headers: { location: `/${[lang, ...rest].join('/')}${event.url.search}` } });
};

/** Of the console; prolongs the member's session where it should be. */
const team: Handle = async ({ event, resolve }) => {
	if (!isConsole(event)) return resolve(event);
	const { signIn } = runningApp();
	const { member, cookies } = await signIn.who(event.request.headers, event.url.origin);
	event.locals.member = member;
	const response = await resolve(event);
	for (const cookie of cookies) response.headers.append('set-cookie', cookie);
	response.headers.set('cache-control', 'no-store');
	return response;
};

const isConsole = ({ url }: RequestEvent) => /^\/console(\/|$)/.test(url.pathname);

/** An article as customers would see it, in a frame on a page of the console. */
const isPreview = ({ route }: RequestEvent) => route.id?.startsWith('/console/(preview)/') === true;

/** Where a voice note can be recorded. */
const isChat = ({ route }: RequestEvent) => /^\/(\(portal\)\/\[lang=lang\]\/chat|embed)(\/|$)/.test(route.id ?? '');

/** The chat in a frame on a page of somebody whom the owner has named. */
const isEmbed = ({ route }: RequestEvent) => route.id?.startsWith('/embed/') === true;
/** Where a place may be asked for. */
const isJourney = ({ route }: RequestEvent) => route.id?.startsWith('/(portal)/[lang=lang]/journeys/') === true;
const FORBIDDEN = 'camera=(), payment=(), interest-cohort=()';

const people: Handle = ({ event, resolve }) => {
	const app = runningApp();
	const lang = isPreview(event)
		? uiLang(event.params.lang ?? '')
		: (offeredLang(event.locals.member?.lang, UI_LANGS) ?? langOf(event));
	const known = memo(() => customerIn(event.cookies));
	const made = memo(async () => {
		const actor = await known();
		if (actor !== ANONYMOUS) return actor;
		const session = await app.transact((tx) => startSession(tx, { lang, channel: 'web' }));
		setCookie(event, SESSION_COOKIE, session.token, { expires: session.expires_at, httpOnly: true });
		return session.actor;
	});
	Object.assign(event.locals, { app, lang, say: sayIn(lang, app.settings), visitor: known, customer: made });
	return resolve(event);
};

/** SvelteKit tells screen readers of a new page by an element that it hides with a style attribute: this one and no other. */
const ANNOUNCER = `'unsafe-hashes' 'sha256-S8qMpvofolR8Mpjy4kQvEm7m1q8clzU4dfDH0AmvZjo=' `;

const look: Handle = async ({ event, resolve }) => {
	const { app, lang } = event.locals;
	const brand = brandStyle(app.settings.get(brandColour));
	const response = await resolve(event, {
		transformPageChunk: ({ html }) =>
			html
				.replace('%saunders.lang%', lang)
				.replace('%saunders.theme%', themeOf(event))
				.replace('%saunders.brand%', brand.tag),
	});
	if (event.isSubRequest) return response;
	const policy = response.headers.get('content-security-policy');
	if (policy) response.headers.set('content-security-policy', policyOf(event, policy, brand.hash));
	response.headers.set('x-content-type-options', 'nosniff');
	// It knows no list of sites; every browser that matters goes by the policy.
	if (!isEmbed(event)) response.headers.set('x-frame-options', isPreview(event) ? 'SAMEORIGIN' : 'DENY');
	// Not stricter: with no referrer at all a browser also hides where a form comes from, and we check that.
	response.headers.set('referrer-policy', 'strict-origin-when-cross-origin');
	response.headers.set('permissions-policy', permissionsOf(event));
	return response;
};

function permissionsOf(event: RequestEvent): string {
	const [microphone, geolocation] = [isChat(event), isJourney(event)].map((allowed) => (allowed ? 'self' : ''));
	return `microphone=(${microphone}), geolocation=(${geolocation}), ${FORBIDDEN}`;
}

function policyOf(event: RequestEvent, policy: string, brandHash: string): string {
	if (isEmbed(event)) return embedPolicy(policy, brandHash);
	if (!isConsole(event)) return policy.replace('style-src ', `style-src '${brandHash}' `);
	const styled = policy.replace('style-src ', `style-src '${brandHash}' ${ANNOUNCER}`);
	if (isPreview(event)) return styled.replace("frame-ancestors 'none'", "frame-ancestors 'self'");
	return `${styled}; frame-src 'self'`;
}

/** Its files come with a token, which an address cannot carry: they are shown from memory. */
function embedPolicy(policy: string, brandHash: string): string {
	const sites = runningApp().settings.get(embedOrigins);
	return policy
		.replace('style-src ', `style-src '${brandHash}' `)
		.replace('img-src ', 'img-src blob: ')
		.replace('media-src ', 'media-src blob: ')
		.replace("frame-ancestors 'none'", `frame-ancestors ${["'self'", ...sites].join(' ')}`);
}

/** A choice for the console; the help centre goes by the system, since its pages are the same for everybody. */
function themeOf(event: RequestEvent): string {
	const wanted = isPreview(event) ? event.url.searchParams.get('theme') : event.cookies.get(THEME_COOKIE);
	const chosen = isConsole(event) ? wanted : undefined;
	return chosen === 'light' || chosen === 'dark' ? chosen : 'system';
}

export const handle: Handle = sequence(spelling, team, people, look);

/** What a visitor may know of an error: a stable code, never its text. */
export const handleError: HandleServerError = ({ kind, error, event }) => {
	if (kind !== 'unknown') return { code: codeOf(error.status) };
	const known = asProblem(error);
	if (known.code === 'internal')
		runningApp().log.error({ err: (error as Error)?.stack ?? String(error) }, 'page failed');
	if (known.retryAfter) event.setHeaders({ 'retry-after': String(known.retryAfter) });
	return { status: known.status, message: known.code, code: known.code };
};

const CODES: Record<number, ProblemCode> = {
	403: 'forbidden',
	404: 'not_found',
	405: 'method_not_allowed',
	413: 'payload_too_large',
};

const codeOf = (status: number): ProblemCode => CODES[status] ?? (status < 500 ? 'invalid_input' : 'internal');

/** From the address; elsewhere what was chosen before, what the browser asks for, or the site's own. */
function langOf(event: RequestEvent): UiLang {
	const { settings } = runningApp();
	const offered = settings.get(offeredLangs);
	const [, first = '', second = ''] = event.url.pathname.split('/');
	return (
		langOfSegment(first === 'embed' ? second : first) ??
		offeredLang(event.cookies.get(LANG_COOKIE), offered) ??
		acceptedLang(event.request.headers.get('accept-language'), offered) ??
		settings.get(defaultLang)
	);
}

async function customerIn(cookies: Cookies) {
	const { database, clock } = runningApp();
	const token = cookies.get(SESSION_COOKIE);
	return (token?.startsWith('ct_') && (await customerOfToken(database.db, token, clock()))) || ANONYMOUS;
}

function memo<T>(make: () => Promise<T>): () => Promise<T> {
	let made: Promise<T> | undefined;
	return () => (made ??= make());
}
