import { type Actor, SYSTEM } from '#core/access.ts';
import { brandName } from '#core/brand.ts';
import type { Db, Tx } from '#core/db.ts';
import { record } from '#core/events/record.ts';
import type { Secrets } from '#core/secrets.ts';
import type { Settings } from '#core/settings.ts';
import { now, type Transact } from '#core/transaction.ts';
import { memberJoined, memberPasswordSet, memberSecured, memberSignedIn, memberSignInFailed } from '../events.ts';
import { dropLinks, endSetUp } from '../member-links.ts';
import { actorOfMember } from '../members.ts';
import type { Role } from '../roles.ts';
import type { openAuth } from './auth.ts';
import type { Happening } from './notes.ts';
import { oidcOf } from './settings.ts';

type Auth = ReturnType<typeof openAuth>;

/** `lang` is the member's choice for the console, if they made one. */
export type SignedIn = {
	actor: Actor;
	session_id: string;
	name: string;
	email: string;
	role: Role;
	lang: string | undefined;
	two_factor: boolean;
};

export type SignIn = {
	/** Answers a request under `AUTH_PATH`. */
	handle(request: Request, origin: string): Promise<Response>;
	/** Who a browser's cookies say it is, and the cookies that prolong the session where they should be. `quietly` prolongs nothing. */
	who(headers: Headers, origin: string, options?: { quietly: boolean }): Promise<Found>;
};
export type Found = { member: SignedIn | undefined; cookies: string[] };

type Needs = { db: Db; transact: Transact; settings: Settings; secrets: Secrets };

/** More hosts than any installation is reached by; without `ORIGIN` a stranger could name as many as they like. */
const MOST_ORIGINS = 20;

/** The team's front door. Loaded with the first of its requests: a process that only serves customers never pays for it. */
export function openSignIn({ db, transact, settings, secrets }: Needs): SignIn {
	const doors = new Map<string, Promise<Auth>>();
	const secret = secrets.sign('sign-in', 'better-auth');
	const note = (happening: Happening) => writeDown(transact, happening);
	const authOf = (origin: string): Promise<Auth> => {
		const oidc = oidcOf(settings);
		const issuer = settings.get(brandName);
		// A changed setting makes a new one.
		const key = JSON.stringify([origin, issuer, oidc]);
		const known = doors.get(key);
		if (known) return known;
		if (doors.size >= MOST_ORIGINS) doors.clear();
		const made = import('./auth.ts').then(({ openAuth }) => openAuth({ db, secret, origin, issuer, oidc, note }));
		doors.set(key, made);
		return made;
	};
	return {
		handle: async (request, origin) => (await authOf(origin)).handler(request),
		who: async (headers, origin, { quietly } = { quietly: false }) => {
			if (!headers.get('cookie')?.includes('saunders.session_token=')) return { member: undefined, cookies: [] };
			const auth = await authOf(origin);
			const { response, headers: sent } = await auth.api.getSession({
				headers,
				query: { disableRefresh: quietly },
				returnHeaders: true,
			});
			return { member: response ? present(response) : undefined, cookies: sent.getSetCookie() };
		},
	};
}

function present({ user, session }: NonNullable<Awaited<ReturnType<Auth['api']['getSession']>>>): SignedIn {
	const role = user.role as Role;
	const { id, name, email, lang } = user;
	const actor = actorOfMember({ id, role });
	return {
		actor,
		session_id: session.id,
		name,
		email,
		role,
		lang: lang ?? undefined,
		two_factor: Boolean(user.twoFactorEnabled),
	};
}

async function writeDown(transact: Transact, happening: Happening): Promise<void> {
	await transact(async (tx) => {
		const known = tx.selectFrom('members').select(['id', 'role']).where('removed_at', 'is', null);
		const named =
			happening.what === 'refused'
				? known.where('email', '=', happening.email.toLowerCase())
				: known.where('id', '=', happening.id);
		const member = await named.executeTakeFirst();
		if (!member) return;
		const subject = member.id;
		if (happening.what === 'refused')
			return record(tx, SYSTEM, memberSignInFailed, { subject, payload: { by: happening.by } });
		const actor = actorOfMember(member);
		if (happening.what === 'signed_in') {
			await noteArrival(tx, subject);
			return record(tx, actor, memberSignedIn, { subject, payload: { by: happening.by } });
		}
		if (happening.what === 'password_set') return record(tx, actor, memberPasswordSet, { subject, payload: {} });
		return record(tx, actor, memberSecured, { subject, payload: { what: happening.kind, on: happening.on } });
	});
}

/** With an account elsewhere somebody may come without ever using the link of their invitation. */
async function noteArrival(tx: Tx, id: string): Promise<void> {
	const arrived = await tx
		.updateTable('members')
		.set({ joined_at: now(tx) })
		.where('id', '=', id)
		.where('joined_at', 'is', null)
		.returning('role')
		.executeTakeFirst();
	if (!arrived) return;
	await dropLinks(tx, id);
	await endSetUp(tx, arrived.role);
	await record(tx, SYSTEM, memberJoined, { subject: id, payload: {} });
}
