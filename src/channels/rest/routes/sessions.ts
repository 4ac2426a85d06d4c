import { z } from 'zod';
import { endSession, type Session, startSession } from '#modules/customers/index.ts';
import { write } from '../route.ts';
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
		summary: 'Begin a session for a visitor',
		access: 'anyone',
		limit: SESSIONS_AN_HOUR,
		status: 201,
		secret: true,
		body: z.strictObject({ lang: langSchema.optional() }),
		reply: sessionShape,
		handle: async (tx, { actor: by, body: { lang } }) => {
			const vouched = by.kind !== 'customer';
			return presentSession(await startSession(tx, { channel: 'api', vouched, ...(lang && { lang }) }));
		},
	}),
	write({
		method: 'DELETE',
		path: '/sessions/current',
		tag: 'Customers',
		summary: 'Sign out: this session’s token opens nothing any more',
		access: 'anyone',
		status: 204,
		reply: z.undefined(),
		handle: async (tx, { actor }) => {
			await endSession(tx, actor);
			return undefined;
		},
	}),
];
