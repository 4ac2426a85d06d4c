import { z } from 'zod';
import { SCOPES } from '#core/access.ts';
import { type Key, listKeys, makeKey, revokeKey } from '#modules/staff/index.ts';
import { command, read, write } from '../route.ts';
import { idSchema } from '../schemas.ts';

const scope = z.enum(['*', ...SCOPES]);
const keySchema = z.object({
	id: z.string(),
	name: z.string(),
	prefix: z.string(),
	scopes: z.array(z.string()),
	created_at: z.string(),
	last_used_at: z.string().nullable().meta({ description: 'To within an hour' }),
	revoked_at: z.string().nullable(),
});

const presentKey = ({ id, name, prefix, scopes, created_at, last_used_at, revoked_at }: Key) => ({
	id,
	name,
	prefix,
	scopes,
	created_at: created_at.toISOString(),
	last_used_at: last_used_at?.toISOString() ?? null,
	revoked_at: revoked_at?.toISOString() ?? null,
});

export const keyRoutes = [
	read({
		method: 'GET',
		path: '/keys',
		tag: 'Keys',
		summary: 'List the API keys',
		access: 'keys:write',
		reply: z.object({ items: z.array(keySchema), next_cursor: z.null() }),
		handle: async ({ app, actor }) => ({
			items: (await listKeys(app.database.db, actor)).map(presentKey),
			next_cursor: null,
		}),
	}),
	write({
		method: 'POST',
		path: '/keys',
		tag: 'Keys',
		summary: 'Make an API key; its token is shown only now',
		access: 'keys:write',
		status: 201,
		secret: true,
		body: z.strictObject({ name: z.string().trim().min(1).max(100), scopes: z.array(scope).min(1) }),
		reply: keySchema.extend({ token: z.string() }),
		handle: async (tx, { actor, body }) => {
			const key = await makeKey(tx, actor, body);
			return { ...presentKey(key), token: key.token };
		},
	}),
	command({
		method: 'DELETE',
		path: '/keys/{id}',
		tag: 'Keys',
		summary: 'Revoke an API key',
		access: 'keys:write',
		params: z.object({ id: idSchema }),
		handle: (tx, { actor, params }) => revokeKey(tx, actor, params.id),
	}),
];
