import { passkeyClient } from '@better-auth/passkey/client';
import { createAuthClient } from 'better-auth/client';
import { twoFactorClient } from 'better-auth/client/plugins';
import { AUTH_PATH } from '#modules/staff/browser.ts';

/** Signing in from the browser. Its replies are `{data, error}`; `error.code` is better-auth's. */
export const auth = createAuthClient({
	basePath: AUTH_PATH,
	plugins: [twoFactorClient(), passkeyClient()],
	// A page asks the server who it is for; this client need not.
	fetchOptions: { retry: 0 },
});
