import { z } from 'zod';
import { authorise, hasScope } from '#core/access.ts';
import { problem } from '#core/errors.ts';
import { sendTestMail } from '#modules/notifications/index.ts';
import { makeLink } from '#modules/staff/index.ts';
import { removeDemo } from '../../../../db/seed/remove.ts';
import { hasOwnOwner } from '../../../../db/seed/team.ts';
import { read } from '../route.ts';

export const setUpRoutes = [
	read({
		method: 'POST',
		path: '/settings/test-mail',
		tag: 'Settings',
		summary: 'Send a mail now and say what the mail server answered',
		access: 'settings:write',
		body: z.strictObject({ to: z.email().max(254) }),
		reply: z.object({
			sent: z.boolean(),
			error: z.string().nullable().meta({ description: 'What the mail server said, or `not_set_up`' }),
		}),
		handle: async ({ app, actor, body }) => {
			const result = await sendTestMail({ ...app, db: app.database.db }, actor, body.to);
			return { sent: result.ok, error: result.ok ? null : result.error };
		},
	}),
	read({
		method: 'DELETE',
		path: '/demo',
		tag: 'Settings',
		summary: 'Start with your own company: take away everything the demo company brought',
		access: 'settings:write',
		reply: z.object({
			set_up_url: z
				.string()
				.nullable()
				.meta({ description: 'Where you become the owner, if only the people of the demo could sign in; works once' }),
		}),
		handle: async ({ app, actor }) => {
			authorise(hasScope(actor, 'settings:write'), actor);
			if (!(await removeDemo(app, actor))) throw problem('not_found', { detail: 'There is no demo company here.' });
			if (await hasOwnOwner(app)) return { set_up_url: null };
			const token = await app.transact((tx) => makeLink(tx, undefined));
			return { set_up_url: `${app.origin()}/console/join/${token}` };
		},
	}),
];
