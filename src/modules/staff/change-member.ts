import { type Actor, authorise } from '#core/access.ts';
import type { Tx } from '#core/db.ts';
import { problem } from '#core/errors.ts';
import { record } from '#core/events/record.ts';
import { now } from '#core/transaction.ts';
import { memberRemoved, memberRoleChanged } from './events.ts';
import { dropLinks, endSetUp } from './member-links.ts';
import { canGiveRole, canManageMembers } from './policy.ts';
import type { Role } from './roles.ts';

/** Gives somebody another role; takes effect within a second wherever they are signed in. Throws `conflict` when no owner would be left. */
export async function changeRole(tx: Tx, actor: Actor, id: string, to: Role): Promise<void> {
	const member = await lockMember(tx, actor, id);
	authorise(canGiveRole(actor, to), actor);
	if (member.role === to) return;
	keepAnOwner(member);
	await tx
		.updateTable('members')
		.set({ role: to, updated_at: now(tx) })
		.where('id', '=', id)
		.execute();
	await endSetUp(tx, to);
	await record(tx, actor, memberRoleChanged, { subject: id, payload: { from: member.role, to } });
}

/** Takes somebody off the team and out of every session. Their name stays with what they wrote, their address and ways to sign in go. */
export async function removeMember(tx: Tx, actor: Actor, id: string): Promise<void> {
	const member = await lockMember(tx, actor, id);
	keepAnOwner(member);
	for (const table of ['member_accounts', 'member_sessions', 'member_two_factors', 'member_passkeys'] as const)
		await tx.deleteFrom(table).where('member_id', '=', id).execute();
	await dropLinks(tx, id);
	await tx
		.updateTable('members')
		.set({ email: `${id}@removed.invalid`, removed_at: now(tx), updated_at: now(tx), two_factor_enabled: false })
		.where('id', '=', id)
		.execute();
	await record(tx, actor, memberRemoved, { subject: id, payload: {} });
}

/** Somebody on the team and all owners, these first and in order: two who demote each other at once wait for each other, and the second is the last. */
async function lockMember(tx: Tx, actor: Actor, id: string) {
	authorise(canManageMembers(actor), actor);
	const owners = await ownersOf(tx).orderBy('id').forUpdate().execute();
	const member = await tx
		.selectFrom('members')
		.select(['id', 'role'])
		.where('id', '=', id)
		.where('removed_at', 'is', null)
		.forUpdate()
		.executeTakeFirst();
	if (!member) throw problem('not_found');
	authorise(canGiveRole(actor, member.role), actor);
	return { ...member, isLastOwner: owners.length === 1 && owners[0]?.id === id };
}

const ownersOf = (tx: Tx) =>
	tx
		.selectFrom('members')
		.select('id')
		.where('role', '=', 'owner')
		.where('joined_at', 'is not', null)
		.where('removed_at', 'is', null);

function keepAnOwner({ isLastOwner }: { isLastOwner: boolean }): void {
	if (isLastOwner) throw problem('conflict', { detail: 'Somebody must stay owner: make a colleague one first.' });
}
