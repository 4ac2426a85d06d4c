import { z } from 'zod';
import { defaultLang } from '#core/brand.ts';
import { UI_LANGS } from '#core/i18n/say.ts';
import {
	changeProfile,
	changeRole,
	endMemberSession,
	endOtherSessions,
	inviteMember,
	type Letter,
	linkMember,
	listMembers,
	listMemberSessions,
	type Member,
	removeMember,
	ROLES,
} from '#modules/staff/index.ts';
import { type Call, command, read, write } from '../route.ts';
import { idSchema } from '../schemas.ts';

const TAG = 'Team';
const name = z.string().trim().min(1).max(100);
const role = z.enum(ROLES);
const lang = z.enum(UI_LANGS);
const params = z.object({ id: idSchema });

const memberSchema = z.object({
	id: z.string(),
	name: z.string(),
	email: z.string(),
	role,
	two_factor: z.boolean(),
	created_at: z.string(),
	joined_at: z.string().nullable().meta({ description: 'Null while the invitation waits' }),
});

const present = ({ id, name: called, email, role: is, two_factor_enabled, created_at, joined_at }: Member) => ({
	id,
	name: called,
	email,
	role: is,
	two_factor: two_factor_enabled,
	created_at: created_at.toISOString(),
	joined_at: joined_at?.toISOString() ?? null,
});

const linkSchema = z.object({ url: z.string().meta({ description: 'Works once; shown only now, and sent by mail' }) });

type AnyCall = Pick<Call<unknown, unknown, unknown>, 'app'>;
const address = ({ app }: AnyCall, token: string) => `${app.origin()}/console/join/${token}`;
const letterOf = (call: AnyCall, wanted?: string): Letter => ({
	address: (token) => address(call, token),
	lang: wanted ?? call.app.settings.get(defaultLang),
});

export const memberRoutes = [
	read({
		method: 'GET',
		path: '/members',
		tag: TAG,
		summary: 'List the team',
		access: 'members:read',
		reply: z.object({
			items: z.array(memberSchema.extend({ last_seen_at: z.string().nullable() })),
			next_cursor: z.null(),
		}),
		handle: async ({ app, actor }) => ({
			items: (await listMembers(app.database.db, actor)).map((member) => ({
				...present(member),
				last_seen_at: member.last_seen_at?.toISOString() ?? null,
			})),
			next_cursor: null,
		}),
	}),
	write({
		method: 'POST',
		path: '/members',
		tag: TAG,
		summary: 'Invite a colleague',
		access: 'members:write',
		status: 201,
		secret: true,
		body: z.strictObject({ email: z.email().max(254), name, role, lang: lang.optional() }),
		reply: memberSchema.extend(linkSchema.shape),
		handle: async (tx, call) => {
			const letter = letterOf(call, call.body.lang);
			const { member, token } = await inviteMember(tx, call.actor, { ...call.body, lang: letter.lang }, letter);
			return { ...present(member), url: address(call, token) };
		},
	}),
	write({
		method: 'POST',
		path: '/members/{id}/link',
		tag: TAG,
		summary: 'A new link for a colleague who lost theirs, or their password; those before stop working',
		access: 'members:write',
		status: 201,
		secret: true,
		params,
		reply: linkSchema,
		handle: async (tx, call) => {
			const { token } = await linkMember(tx, call.actor, call.params.id, letterOf(call));
			return { url: address(call, token) };
		},
	}),
	command({
		method: 'PATCH',
		path: '/members/{id}',
		tag: TAG,
		summary: "Change a colleague's role",
		access: 'members:write',
		params,
		body: z.strictObject({ role }),
		handle: (tx, call) => changeRole(tx, call.actor, call.params.id, call.body.role),
	}),
	command({
		method: 'DELETE',
		path: '/members/{id}',
		tag: TAG,
		summary: 'Take a colleague off the team and out of every session',
		access: 'members:write',
		params,
		handle: (tx, call) => removeMember(tx, call.actor, call.params.id),
	}),
	command({
		method: 'PATCH',
		path: '/me',
		tag: TAG,
		summary: 'Change your own name, the language of your console, or whether mentions are mailed to you',
		access: 'members:read',
		body: z.strictObject({
			name: name.optional(),
			lang: lang.nullable().optional(),
			mention_mails: z
				.boolean()
				.optional()
				.meta({ description: 'Whether you are written to when you are named in a note and do not see it soon' }),
		}),
		handle: (tx, { actor, body }) => changeProfile(tx, actor, body),
	}),
	read({
		method: 'GET',
		path: '/me/sessions',
		tag: TAG,
		summary: 'Where you are signed in',
		access: 'members:read',
		reply: z.object({
			items: z.array(
				z.object({
					id: z.string(),
					address: z.string().nullable(),
					browser: z.string().nullable(),
					created_at: z.string(),
					last_used_at: z.string(),
				}),
			),
			next_cursor: z.null(),
		}),
		handle: async ({ app, actor }) => ({
			items: (await listMemberSessions(app.database.db, actor, app.clock())).map((session) => ({
				id: session.id,
				address: session.ip_address,
				browser: session.user_agent,
				created_at: session.created_at.toISOString(),
				last_used_at: session.updated_at.toISOString(),
			})),
			next_cursor: null,
		}),
	}),
	command({
		method: 'DELETE',
		path: '/me/sessions/{id}',
		tag: TAG,
		summary: 'Sign one of your devices out',
		access: 'members:read',
		params,
		handle: (tx, call) => endMemberSession(tx, call.actor, call.params.id),
	}),
	write({
		method: 'DELETE',
		path: '/me/sessions',
		tag: TAG,
		summary: 'Sign out everywhere, but for the session named',
		access: 'members:read',
		query: z.object({ keep: idSchema.optional() }),
		reply: z.object({ ended: z.number() }),
		handle: async (tx, { actor, query }) => ({ ended: await endOtherSessions(tx, actor, query.keep) }),
	}),
];
