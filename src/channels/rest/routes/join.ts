import { z } from 'zod';
import { defaultLang } from '#core/brand.ts';
import { spend } from '#core/limits.ts';
import { digestOf, forgottenPassword, join, PASSWORD } from '#modules/staff/index.ts';
import { read } from '../route.ts';

const TAG = 'Team';

/** To one person, wherever they are asked for. Counted before anybody is looked up: whether somebody has the address shows nowhere. */
const LETTERS_AN_HOUR = { name: 'forgotten-password-of', count: 5, seconds: 3_600 };

export const joinRoutes = [
	read({
		method: 'POST',
		path: '/join',
		tag: TAG,
		summary:
			'Come onto the team by a one-time link: with a password, and as the first owner with a name and an address',
		access: 'anyone',
		limit: { name: 'join', count: 20, seconds: 3_600, by: 'address' },
		body: z.strictObject({
			token: z.string().max(200),
			password: z.string().min(PASSWORD.min).max(PASSWORD.max),
			name: z.string().trim().min(1).max(100).optional(),
			email: z.email().max(254).optional(),
		}),
		reply: z.object({ email: z.string() }),
		handle: async ({ app, body: { password, ...arrival } }) => {
			const digest = await digestOf(password);
			const { email } = await app.transact((tx) => join(tx, { ...arrival, digest }));
			return { email };
		},
	}),
	read({
		method: 'POST',
		path: '/forgotten-password',
		tag: TAG,
		summary: 'Ask for a mail with a link to a new password; the reply is the same for an address that nobody has',
		access: 'anyone',
		limit: { name: 'forgotten-password', count: 5, seconds: 3_600, by: 'address' },
		body: z.strictObject({ email: z.email().max(254) }),
		status: 204,
		reply: z.undefined(),
		handle: async ({ app, actor, body }) => {
			await spend(app.database.db, LETTERS_AN_HOUR, body.email.toLowerCase());
			const address = (token: string) => `${app.origin()}/console/join/${token}`;
			const letter = { address, lang: app.settings.get(defaultLang) };
			await app.transact((tx) => forgottenPassword(tx, actor, body.email, letter));
			return undefined;
		},
	}),
];
