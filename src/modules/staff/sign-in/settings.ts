import { z } from 'zod';
import type { SettingKind, Settings } from '#core/settings.ts';

/** Where colleagues have an account already, by OpenID Connect: the issuer, whose `/.well-known/openid-configuration` says the rest. Empty: by password or passkey alone. */
export const oidcIssuer: SettingKind<string> = {
	key: 'oidc_issuer',
	schema: z.union([z.url({ protocol: /^https?$/ }).transform((url) => url.replace(/\/$/, '')), z.literal('')]),
	fallback: '',
	env: 'OIDC_ISSUER',
};
export const oidcClientId: SettingKind<string> = {
	key: 'oidc_client_id',
	schema: z.string().max(500),
	fallback: '',
	env: 'OIDC_CLIENT_ID',
};
export const oidcClientSecret: SettingKind<string> = {
	key: 'oidc_client_secret',
	schema: z.string().max(2_000),
	fallback: '',
	env: 'OIDC_CLIENT_SECRET',
	secret: true,
};
/** What stands on the button. */
export const oidcName: SettingKind<string> = {
	key: 'oidc_name',
	schema: z.string().trim().min(1).max(60),
	fallback: 'OpenID Connect',
	env: 'OIDC_NAME',
};

export const signInSettings = [oidcIssuer, oidcClientId, oidcClientSecret, oidcName] as const;

export type Oidc = { issuer: string; clientId: string; clientSecret: string; name: string };

export function oidcOf(settings: Settings): Oidc | undefined {
	const [issuer, clientId] = [settings.get(oidcIssuer), settings.get(oidcClientId)];
	if (!issuer || !clientId) return undefined;
	return { issuer, clientId, clientSecret: settings.get(oidcClientSecret), name: settings.get(oidcName) };
}
