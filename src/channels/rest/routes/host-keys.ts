import { z } from 'zod';
import {
	addHostKey,
	examineToken,
	listHostKeys,
	makeHostSecret,
	revokeHostKey,
	TOKEN_FAULTS,
} from '#modules/customers/index.ts';
import { command, read, write } from '../route.ts';
import { idSchema } from '../schemas.ts';

const alg = z.enum(['HS256', 'RS256', 'ES256']);
const hostKey = z.object({
	id: z.string(),
	alg,
	created_at: z.string(),
	last_used_at: z.string().nullable().meta({ description: 'To within an hour' }),
});

type Row = Awaited<ReturnType<typeof listHostKeys>>[number];
export const presentHostKey = (row: Row) => ({
	id: row.id,
	alg: row.alg,
	created_at: row.created_at.toISOString(),
	last_used_at: row.last_used_at?.toISOString() ?? null,
});

export const hostKeyRoutes = [
	read({
		method: 'GET',
		path: '/host-keys',
		tag: 'Settings',
		summary: 'With what the host site signs who its users are: the keys that count',
		access: 'settings:write',
		reply: z.object({ items: z.array(hostKey), next_cursor: z.null() }),
		handle: async ({ app, actor }) => ({
			items: (await listHostKeys(app.database.db, actor)).map(presentHostKey),
			next_cursor: null,
		}),
	}),
	write({
		method: 'POST',
		path: '/host-keys',
		tag: 'Settings',
		summary: 'Make a secret, which is shown only now, or give a public key (PEM or JWK); of each kind two at a time',
		access: 'settings:write',
		status: 201,
		secret: true,
		body: z.discriminatedUnion('kind', [
			z.strictObject({ kind: z.literal('secret') }),
			z.strictObject({ kind: z.literal('public_key'), key: z.string().trim().min(1).max(10_000) }),
		]),
		reply: z.object({ id: z.string(), alg, secret: z.string().optional() }),
		handle: async (tx, { app, actor, body }) =>
			body.kind === 'secret'
				? { alg: 'HS256' as const, ...(await makeHostSecret(tx, actor, app.secrets)) }
				: addHostKey(tx, actor, body.key),
	}),
	command({
		method: 'DELETE',
		path: '/host-keys/{id}',
		tag: 'Settings',
		summary: 'Revoke a key: tokens that it signed are refused from now on',
		access: 'settings:write',
		params: z.object({ id: idSchema }),
		handle: (tx, { actor, params }) => revokeHostKey(tx, actor, params.id),
	}),
	read({
		method: 'POST',
		path: '/host-keys/examination',
		tag: 'Settings',
		summary: 'Say what is wrong with an identity token, or what it says; nobody is signed in by it',
		access: 'settings:write',
		body: z.strictObject({ token: z.string().min(1) }),
		reply: z.object({
			ok: z.boolean(),
			fault: z.enum(TOKEN_FAULTS).optional(),
			claim: z.string().optional(),
			claims: z.record(z.string(), z.unknown()).optional(),
			origin: z.string().meta({ description: 'What `aud` has to be, where there is one' }),
		}),
		handle: async ({ app, actor, body: { token } }) => {
			const given = { token, at: app.clock(), origin: app.origin(), secrets: app.secrets };
			const said = await examineToken(app.database.db, actor, given);
			return { ...(said.ok ? { ok: true, claims: said.claims } : said), origin: given.origin };
		},
	}),
];
