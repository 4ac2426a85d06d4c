import { z } from 'zod';
import { defineEvent } from '#core/events/define.ts';
import { ROLES } from './roles.ts';

export const keyMade = defineEvent({
	name: 'key.made',
	v: 1,
	subject: 'key',
	payload: z.strictObject({ scopes: z.array(z.string()) }),
});
export const keyRevoked = defineEvent({ name: 'key.revoked', v: 1, subject: 'key', payload: z.strictObject({}) });

const role = z.enum(ROLES);
const nothing = z.strictObject({});
const ofMember = <P>(name: string, payload: z.ZodType<P>) => defineEvent({ name, v: 1, subject: 'member', payload });

export const memberInvited = ofMember('member.invited', z.strictObject({ role }));
/** A new link to somebody who was invited or cannot sign in any more; the old ones are worth nothing from then on. */
export const memberLinked = ofMember('member.linked', nothing);
/** Came by a link: for the first time, or with a new password. */
export const memberJoined = ofMember('member.joined', nothing);
export const memberPasswordSet = ofMember('member.password_set', nothing);
/** One's own name, or the language of one's console. */
export const memberProfileChanged = ofMember('member.profile_changed', nothing);
export const memberRoleChanged = ofMember('member.role_changed', z.strictObject({ from: role, to: role }));
export const memberRemoved = ofMember('member.removed', nothing);
export const memberSignedIn = ofMember('member.signed_in', z.strictObject({ by: z.string() }));
export const memberSignInFailed = ofMember('member.sign_in_failed', z.strictObject({ by: z.string() }));
export const memberSessionsEnded = ofMember('member.sessions_ended', z.strictObject({ count: z.number() }));
/** A second step or a passkey was put in or taken out. */
export const memberSecured = ofMember(
	'member.secured',
	z.strictObject({ what: z.enum(['two_factor', 'passkey']), on: z.boolean() }),
);

export const staffEvents = [
	keyMade,
	keyRevoked,
	memberInvited,
	memberLinked,
	memberJoined,
	memberPasswordSet,
	memberProfileChanged,
	memberRoleChanged,
	memberRemoved,
	memberSignedIn,
	memberSignInFailed,
	memberSessionsEnded,
	memberSecured,
] as const;
