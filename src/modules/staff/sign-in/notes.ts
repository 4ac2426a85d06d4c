import { createAuthMiddleware } from 'better-auth/api';
import type { BetterAuthPlugin } from 'better-auth';

/** What happened at the door, for the audit log. `by` is the way somebody came. */
export type Happening =
	| { what: 'refused'; email: string; by: string }
	| { what: 'signed_in'; id: string; by: string }
	| { what: 'password_set'; id: string }
	| ({ what: 'secured'; id: string } & Secured);
type Secured = { kind: 'two_factor' | 'passkey'; on: boolean };
export type Note = (happening: Happening) => Promise<void>;

const WAYS: Record<string, string> = {
	'/sign-in/email': 'password',
	'/two-factor/verify-totp': 'code',
	'/two-factor/verify-backup-code': 'backup_code',
	'/passkey/verify-authentication': 'passkey',
	'/callback/:id': 'oidc',
};

const SECURED: Record<string, Secured> = {
	'/two-factor/disable': { kind: 'two_factor', on: false },
	'/passkey/verify-registration': { kind: 'passkey', on: true },
	'/passkey/delete-passkey': { kind: 'passkey', on: false },
};

/** Stands behind all other plugins, so that a session that still waits for its second step is no sign-in yet. */
export function notes(note: Note): BetterAuthPlugin {
	const after = createAuthMiddleware(async ({ path = '', body, context }) => {
		// A redirect is thrown as well: whoever got a session did not fail.
		const failed = context.returned instanceof Error && !context.newSession;
		const by = WAYS[path];
		const id = context.newSession?.user.id ?? context.session?.user.id;
		if (by && failed && typeof body?.email === 'string') return note({ what: 'refused', email: body.email, by });
		if (failed || !id) return;
		if (path === '/change-password') return note({ what: 'password_set', id });
		const happening = secured(path, context);
		if (happening) return note({ what: 'secured', id, ...happening });
		if (by && context.newSession) await note({ what: 'signed_in', id, by });
	});
	return { id: 'saunders-notes', hooks: { after: [{ matcher: () => true, handler: after }] } };
}

type Context = { session?: { user: Record<string, unknown> } | null };

/** The first code that an authenticator app shows switches the second step on; each later one signs in. */
function secured(path: string, { session }: Context): Secured | undefined {
	const first = path === '/two-factor/verify-totp' && session?.user.twoFactorEnabled === false;
	return first ? { kind: 'two_factor', on: true } : SECURED[path];
}
