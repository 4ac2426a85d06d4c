import { z } from 'zod';
import { startSession } from '#modules/customers/index.ts';
import { write } from '../route.ts';
import { langSchema } from '../schemas.ts';

const SESSIONS_AN_HOUR = { name: 'sessions', count: 60, seconds: 3_600, by: 'address' } as const;

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
		reply: z.object({
			token: z.string(),
			customer_id: z.string(),
			assurance: z.enum(['anonymous', 'claimed', 'verified']),
			expires_at: z.string(),
		}),
		handle: async (tx, { actor: by, body }) => {
			const session = await startSession(tx, {
				channel: 'api',
				vouched: by.kind !== 'customer',
				...(body.lang && { lang: body.lang }),
			});
			const { id, assurance } = session.actor;
			return { token: session.token, customer_id: id, assurance, expires_at: session.expires_at.toISOString() };
		},
	}),
];
