import { type Actor, authorise } from '#core/access.ts';
import type { Tx } from '#core/db.ts';
import { problem } from '#core/errors.ts';
import { record } from '#core/events/record.ts';
import { newId } from '#core/ids.ts';
import { now } from '#core/transaction.ts';
import { notify } from '#modules/notifications/index.ts';
import { memberInvited, memberLinked } from './events.ts';
import { makeLink } from './member-links.ts';
import { memberColumns } from './members.ts';
import { canGiveRole, canManageMembers } from './policy.ts';
import type { Role } from './roles.ts';
import type { Member } from './tables.ts';

type Invitation = { email: string; name: string; role: Role; lang: string };
/** `address` makes the link that goes into the mail out of its token. */
export type Letter = { address(token: string): string; lang: string };

/** Puts somebody on the team, who joins by the link in a mail. The token is returned once, for whoever has no mail set up. Throws `conflict` for an address that is taken. */
export async function inviteMember(
	tx: Tx,
	actor: Actor,
	input: Invitation,
	letter: Letter,
): Promise<{ member: Member; token: string }> {
	authorise(canGiveRole(actor, input.role), actor);
	const member = await addMember(tx, { ...input, invitedBy: actor.kind === 'staff' ? actor.id : null });
	await record(tx, actor, memberInvited, { subject: member.id, payload: { role: input.role } });
	return { member, token: await sendLink(tx, member, letter) };
}

/** A new link for somebody who lost theirs or their password. Works for an owner's colleague; `forgottenPassword` is for everybody. */
export async function linkMember(tx: Tx, actor: Actor, id: string, letter: Letter): Promise<{ token: string }> {
	authorise(canManageMembers(actor), actor);
	const member = await tx
		.selectFrom('members')
		.select(memberColumns)
		.where('id', '=', id)
		.where('removed_at', 'is', null)
		.forUpdate()
		.executeTakeFirst();
	if (!member) throw problem('not_found');
	authorise(canGiveRole(actor, member.role), actor);
	await record(tx, actor, memberLinked, { subject: id, payload: {} });
	return { token: await sendLink(tx, member, letter) };
}

/** Sends a way back in to whoever has this address on the team; says nothing about whether anybody has. */
export async function forgottenPassword(tx: Tx, actor: Actor, email: string, letter: Letter): Promise<void> {
	const member = await tx
		.selectFrom('members')
		.select(memberColumns)
		.where('email', '=', email.toLowerCase())
		.where('removed_at', 'is', null)
		.forUpdate()
		.executeTakeFirst();
	if (!member) return;
	await record(tx, actor, memberLinked, { subject: member.id, payload: {} });
	await sendLink(tx, member, letter);
}

type NewMember = { name: string; email: string; role: Role; invitedBy?: string | null };

/** The row of somebody who has not come yet. */
export async function addMember(tx: Tx, { name, email, role, invitedBy = null }: NewMember): Promise<Member> {
	const at = now(tx);
	const member = await tx
		.insertInto('members')
		.values({
			id: newId(at),
			name,
			email: email.toLowerCase(),
			email_verified: true,
			image: null,
			role,
			two_factor_enabled: false,
			lang: null,
			invited_by: invitedBy,
			created_at: at,
			updated_at: at,
			joined_at: null,
			removed_at: null,
		})
		.onConflict((oc) => oc.column('email').doNothing())
		.returning(memberColumns)
		.executeTakeFirst();
	if (!member) throw problem('conflict', { detail: 'Somebody on the team has this address already.' });
	return member;
}

async function sendLink(tx: Tx, member: Member, { address, lang }: Letter): Promise<string> {
	const token = await makeLink(tx, member);
	await notify(tx, {
		template: member.joined_at ? 'member_password' : 'member_invited',
		lang: member.lang ?? lang,
		channel: 'email',
		to: member.email,
		args: { name: member.name, url: address(token) },
	});
	return token;
}
