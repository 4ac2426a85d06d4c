import { type Actor, SYSTEM } from '#core/access.ts';
import type { Tx } from '#core/db.ts';
import { problem } from '#core/errors.ts';
import { record } from '#core/events/record.ts';
import { newId } from '#core/ids.ts';
import { now } from '#core/transaction.ts';
import { memberJoined, memberPasswordSet } from './events.ts';
import { addMember } from './invite-member.ts';
import { endSetUp, useLink } from './member-links.ts';
import { actorOfMember, memberColumns } from './members.ts';
import type { Role } from './roles.ts';
import type { Member } from './tables.ts';

/** Ready to be written: the digest takes a tenth of a second of work, which no transaction should wait for. */
export async function digestOf(password: string): Promise<string> {
	// Loaded when it is needed: a process that only serves customers never is.
	const { hashPassword } = await import('better-auth/crypto');
	return hashPassword(password);
}

type Arrival = { token: string; digest: string; name?: string | undefined; email?: string | undefined };

/**
 * Somebody comes by a one-time link: the first owner with a name and an address, a colleague with the address they were invited by, or somebody who
 * forgot their password, who is signed out everywhere else. Throws `not_found` for a link that was used.
 */
export async function join(tx: Tx, { token, digest, name, email }: Arrival): Promise<Member> {
	const link = await useLink(tx, token);
	if (link.kind === 'setup' && !(name && email))
		throw problem('invalid_input', { detail: 'An owner needs a name and an address.' });
	const member =
		link.kind === 'setup' ? await addMember(tx, { name: name ?? '', email: email ?? '', role: 'owner' }) : link.member;
	return arrive(tx, { ...member, name: name || member.name }, digest);
}

/** Somebody with a password and no link: the owner whom the environment names, the people of the demo. Throws `conflict` for an address that is taken. */
export async function enrol(
	tx: Tx,
	{ digest, ...person }: { name: string; email: string; role: Role; digest: string },
): Promise<Member> {
	return arrive(tx, await addMember(tx, person), digest);
}

async function arrive(tx: Tx, { id, name }: { id: string; name: string }, digest: string): Promise<Member> {
	const at = now(tx);
	const before = await tx.selectFrom('members').select('joined_at').where('id', '=', id).executeTakeFirstOrThrow();
	const member = await tx
		.updateTable('members')
		.set({ name, joined_at: before.joined_at ?? at, updated_at: at })
		.where('id', '=', id)
		.returning(memberColumns)
		.executeTakeFirstOrThrow();
	await setPassword(tx, id, digest);
	await tx.deleteFrom('member_sessions').where('member_id', '=', id).execute();
	if (!before.joined_at) await endSetUp(tx, member.role);
	const actor: Actor = before.joined_at ? actorOfMember(member) : SYSTEM;
	await record(tx, actor, before.joined_at ? memberPasswordSet : memberJoined, { subject: id, payload: {} });
	return member;
}

async function setPassword(tx: Tx, member_id: string, password: string): Promise<void> {
	const at = now(tx);
	await tx
		.insertInto('member_accounts')
		.values({
			id: newId(at),
			member_id,
			provider_id: 'credential',
			account_id: member_id,
			password,
			created_at: at,
			updated_at: at,
		})
		.onConflict((oc) => oc.columns(['provider_id', 'account_id']).doUpdateSet({ password, updated_at: at }))
		.execute();
}
