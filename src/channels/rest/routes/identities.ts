import { z } from 'zod';
import { defaultLang } from '#core/brand.ts';
import { problem } from '#core/errors.ts';
import { retryOnce } from '#core/transaction.ts';
import {
	CODES_AN_HOUR,
	ownIdentities,
	removeIdentity,
	sendCode,
	TRIES_AN_HOUR,
	verifyByCode,
} from '#modules/customers/index.ts';
import { command, read, write } from '../route.ts';
import { idSchema, langSchema } from '../schemas.ts';
import { presentSession, sessionShape } from './sessions.ts';

const level = z
	.enum(['claimed', 'verified'])
	.meta({ description: 'Whether they only named it or showed that it is theirs' });
const identity = z.object({
	id: z.string(),
	kind: z.enum(['device', 'email', 'phone', 'channel', 'external']),
	value: z.string(),
	level,
	created_at: z.string(),
	verified_at: z.string().nullable(),
});
export const identityShape = identity;

type Row = Awaited<ReturnType<typeof ownIdentities>>[number];
export const presentIdentity = ({ id, kind, value, level: how, created_at, verified_at }: Row) => ({
	id,
	kind,
	value,
	level: how,
	created_at: created_at.toISOString(),
	verified_at: verified_at?.toISOString() ?? null,
});

const WHY_NOT = {
	wrong: 'This is not the code that was sent last.',
	gone: 'There is no code to compare with: it is too old, was used, or was tried too often. Ask for a new one.',
};

export const identityRoutes = [
	read({
		method: 'GET',
		path: '/identities',
		tag: 'Customers',
		summary: 'By what the customer of this session is known',
		access: 'anyone',
		reply: z.object({ items: z.array(identity), next_cursor: z.null() }),
		handle: async ({ app, actor }) => ({
			items: (await ownIdentities(app.database.db, actor)).map(presentIdentity),
			next_cursor: null,
		}),
	}),
	write({
		method: 'POST',
		path: '/identities',
		tag: 'Customers',
		summary: 'Name an e-mail address and have a code sent to it',
		access: 'anyone',
		limit: CODES_AN_HOUR,
		status: 201,
		// A repeat sends another code.
		secret: true,
		body: z.strictObject({ email: z.email().max(254), lang: langSchema.optional() }),
		reply: z.object({ identity_id: z.string(), level, expires_at: z.string().meta({ description: 'Of the code' }) }),
		handle: async (tx, { app, actor, body: { email, lang = app.settings.get(defaultLang) } }) => {
			const { expires_at, ...claimed } = await sendCode(tx, actor, { email, lang, secrets: app.secrets });
			return { ...claimed, expires_at: expires_at.toISOString() };
		},
	}),
	// Manages its own transaction: a wrong code is counted, and refused after that.
	read({
		method: 'POST',
		path: '/identities/{id}/verification',
		tag: 'Customers',
		summary: 'Prove the address by the code; from then on the new token counts and the old one opens nothing',
		access: 'anyone',
		limit: TRIES_AN_HOUR,
		params: z.object({ id: idSchema }),
		body: z.strictObject({ code: z.string().regex(/^\d{6}$/, 'must be six digits') }),
		reply: sessionShape,
		handle: async ({ app, actor, params: { id }, body: { code } }) => {
			const input = { id, code, secrets: app.secrets };
			const verified = await retryOnce(() => app.transact((tx) => verifyByCode(tx, actor, input)));
			if (verified.ok) return presentSession(verified.session);
			const { why } = verified;
			throw problem('invalid_input', {
				detail: WHY_NOT[why],
				errors: [{ path: 'code', code: why, message: WHY_NOT[why] }],
			});
		},
	}),
	command({
		method: 'DELETE',
		path: '/identities/{id}',
		tag: 'Customers',
		summary: 'Take an address away',
		access: 'anyone',
		params: z.object({ id: idSchema }),
		handle: (tx, { actor, params }) => removeIdentity(tx, actor, params.id),
	}),
];
