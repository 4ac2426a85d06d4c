import { z } from 'zod';
import { endSession, enterByToken, type Session, startSession } from '#modules/customers/index.ts';
import { command, write } from '../route.ts';
import { langSchema } from '../schemas.ts';

const SESSIONS_AN_HOUR = { name: 'sessions', count: 60, seconds: 3_600, by: 'address' } as const;

export const sessionShape = z.object({
	token: z.string(),
	customer_id: z.string(),
	assurance: z.enum(['anonymous', 'claimed', 'verified']),
	expires_at: z.string(),
});

export const presentSession = ({ token, actor: { id, assurance }, expires_at }: Session) => ({
	token,
	customer_id: id,
	assurance,
	expires_at: expires_at.toISOString(),
});

export const sessionRoutes = [
	write({
		method: 'POST',
		path: '/sessions',
		tag: 'Customers',
		summary:
			'Begin a session: for a visitor, or with `identity_token` for a user of the host site, who signed it (docs/identity.md). A visitor’s token that is sent along becomes theirs',
		access: 'anyone',
		limit: SESSIONS_AN_HOUR,
		status: 201,
		secret: true,
		body: z.strictObject({ lang: langSchema.optional(), identity_token: z.string().min(1).optional() }),
		reply: sessionShape,
		handle: async (tx, { app, actor, body: { lang, identity_token: token } }) => {
			const vouched = actor.kind !== 'customer' || actor.vouched === true;
			const from = { channel: 'api', vouched, ...(lang && { lang }) };
			const session = token
				? await enterByToken(tx, actor, { ...from, token, origin: app.origin(), secrets: app.secrets })
				: await startSession(tx, from);
			return presentSession(session);
		},
	}),
	command({
		method: 'DELETE',
		path: '/sessions/current',
		tag: 'Customers',
		summary: 'Sign out: this session’s token opens nothing any more',
		access: 'anyone',
		handle: (tx, { actor }) => endSession(tx, actor),
	}),
];
