import { z } from 'zod';
import { SETTINGS } from '#app';
import { authorise, hasScope } from '#core/access.ts';
import { problem } from '#core/errors.ts';
import { changeSetting, type SettingKind } from '#core/settings.ts';
import { outboxState } from '#modules/notifications/index.ts';
import { type Call, read } from '../route.ts';

const setting = z.object({
	key: z.string(),
	value: z.unknown().meta({ description: 'Absent for a secret: whether there is one says `is_set`' }),
	is_set: z.boolean(),
	pinned: z.boolean().meta({ description: 'Fixed by an environment variable' }),
});

function present({ app }: Call<unknown, unknown, unknown>, kind: SettingKind<unknown>) {
	const value = app.settings.get(kind);
	const is_set = value !== '' && value !== null;
	return { key: kind.key, ...(!kind.secret && { value }), is_set, pinned: app.settings.isPinned(kind) };
}

export const settingRoutes = [
	read({
		method: 'GET',
		path: '/settings',
		tag: 'Settings',
		summary: 'List the settings; secrets are never shown',
		access: 'settings:write',
		reply: z.object({ items: z.array(setting), next_cursor: z.null() }),
		handle: async (call) => {
			authorise(hasScope(call.actor, 'settings:write'), call.actor);
			return { items: SETTINGS.map((kind) => present(call, kind)), next_cursor: null };
		},
	}),
	read({
		method: 'PUT',
		path: '/settings/{key}',
		tag: 'Settings',
		summary: 'Change a setting; every process takes it up within a second',
		access: 'settings:write',
		status: 204,
		params: z.object({ key: z.string() }),
		body: z.strictObject({ value: z.unknown() }),
		reply: z.undefined(),
		handle: async ({ app, actor, params, body }) => {
			const kind = SETTINGS.find((candidate) => candidate.key === params.key);
			if (!kind) throw problem('not_found', { detail: 'There is no such setting.' });
			await app.transact((tx) => changeSetting(tx, actor, app.secrets, kind, body.value));
			// Whoever changed it sees it in what they read next.
			await app.settings.load();
			return undefined;
		},
	}),
	read({
		method: 'GET',
		path: '/notifications',
		tag: 'Settings',
		summary: 'How the outbox stands: what was sent, what waits and why',
		access: 'settings:write',
		reply: z.object({
			pending: z.number(),
			sent: z.number(),
			failed: z.number(),
			held: z.array(
				z.looseObject({
					id: z.string(),
					template: z.string(),
					to: z.string(),
					status: z.string(),
					not_set_up: z.boolean(),
					last_error: z.string().nullable(),
				}),
			),
		}),
		handle: ({ app, actor }) => outboxState(app.database.db, app.delivery, actor),
	}),
];
