import { passkey } from '@better-auth/passkey';
import { betterAuth } from 'better-auth';
import { genericOAuth } from 'better-auth/plugins/generic-oauth';
import { twoFactor } from 'better-auth/plugins/two-factor';
import type { Db } from '#core/db.ts';
import { newId } from '#core/ids.ts';
import { PASSWORD } from '../password.ts';
import { ADDRESS_HEADER, AUTH_PATH, OIDC } from './address.ts';
import { ACCOUNT, PASSKEY, SESSION, TWO_FACTOR, USER, VERIFICATION } from './columns.ts';
import { type Note, notes } from './notes.ts';
import type { Oidc } from './settings.ts';

const DAY = 86_400;

type AuthOptions = {
	db: Db;
	secret: string;
	/** Scheme and host as the browser knows them: cookies, passkeys and redirects belong to it. */
	origin: string;
	/** What authenticator apps show. */
	issuer: string;
	oidc: Oidc | undefined;
	note: Note;
};

/** Signing in, by better-auth over our own tables. People come by invitation only: nobody signs up here. */
export function openAuth({ db, secret, origin, issuer, oidc, note }: AuthOptions) {
	return betterAuth({
		baseURL: origin,
		basePath: AUTH_PATH,
		secret,
		telemetry: { enabled: false },
		logger: { disabled: true },
		database: { db, type: 'postgres', transaction: true },
		user: USER,
		session: { ...SESSION, expiresIn: 14 * DAY, updateAge: DAY / 24 },
		// An account elsewhere is somebody's only when its provider says that it proved the address.
		account: ACCOUNT,
		verification: VERIFICATION,
		emailAndPassword: {
			enabled: true,
			disableSignUp: true,
			minPasswordLength: PASSWORD.min,
			maxPasswordLength: PASSWORD.max,
		},
		// Ours count across processes and stand in front (see the door of the server).
		rateLimit: { enabled: false },
		advanced: {
			cookiePrefix: 'saunders',
			useSecureCookies: origin.startsWith('https:'),
			ipAddress: { ipAddressHeaders: [ADDRESS_HEADER] },
			// A test compares tables and columns instead of every start.
			database: { generateId: () => newId(), validateSchema: false },
		},
		plugins: [
			twoFactor({ issuer, schema: TWO_FACTOR }),
			passkey({ rpID: new URL(origin).hostname, rpName: issuer, origin, schema: PASSKEY }),
			genericOAuth({ config: oidc ? [providerOf(oidc)] : [] }),
			notes(note),
		],
	});
}

const providerOf = ({ issuer, clientId, clientSecret, name }: Oidc) => ({
	providerId: OIDC,
	name,
	discoveryUrl: `${issuer}/.well-known/openid-configuration`,
	clientId,
	clientSecret,
	scopes: ['openid', 'email', 'profile'],
	requireIdTokenVerification: true,
	disableSignUp: true,
	disableProviderLogout: true,
});
