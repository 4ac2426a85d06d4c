import { type Actor, authorise } from '#core/access.ts';
import type { Db, Tx } from '#core/db.ts';
import { canSeeMembers } from './policy.ts';
import { SCOPES_OF } from './roles.ts';
import type { Member } from './tables.ts';

export const memberColumns = [
	'id',
	'name',
	'email',
	'role',
	'two_factor_enabled',
	'lang',
	'created_at',
	'joined_at',
	'removed_at',
] as const;

const MOST = 1_000;

/** The team, in the order in which they came, with when each last did something. */
export async function listMembers(db: Db, actor: Actor): Promise<(Member & { last_seen_at: Date | null })[]> {
	authorise(canSeeMembers(actor), actor);
	return db
		.selectFrom('members as m')
		.select(memberColumns.map((column) => `m.${column}` as const))
		.select((eb) =>
			eb
				.selectFrom('member_sessions as s')
				.select((max) => max.fn.max('s.updated_at').as('at'))
				.whereRef('s.member_id', '=', 'm.id')
				.as('last_seen_at'),
		)
		.where('removed_at', 'is', null)
		.orderBy('created_at')
		.limit(MOST)
		.execute();
}

/** Names for ids, also of people who left: for authors of what is shown. */
export async function memberNames(db: Db, ids: readonly string[]): Promise<Map<string, string>> {
	if (ids.length === 0) return new Map();
	const rows = await db.selectFrom('members').select(['id', 'name']).where('id', 'in', ids).execute();
	return new Map(rows.map(({ id, name }) => [id, name]));
}

/** Where to write to those who are still on the team, and in which language: null where they chose none. */
export async function memberAddresses(
	db: Db,
	ids: readonly string[],
): Promise<Map<string, { email: string; lang: string | null; mention_mails: boolean }>> {
	if (ids.length === 0) return new Map();
	const rows = await db
		.selectFrom('members')
		.select(['id', 'email', 'lang', 'mention_mails'])
		.where('id', 'in', ids)
		.where('removed_at', 'is', null)
		.execute();
	return new Map(rows.map(({ id, ...address }) => [id, address]));
}

/** Whether somebody is on the team, and stays so until `tx` ends: whoever removes them waits. */
export async function holdMember(tx: Tx, id: string): Promise<boolean> {
	const member = await tx
		.selectFrom('members')
		.select('id')
		.where('id', '=', id)
		.where('removed_at', 'is', null)
		.forShare()
		.executeTakeFirst();
	return member !== undefined;
}

/** Who answers customers and can sign in. */
export async function answeringMembers(db: Db): Promise<string[]> {
	const rows = await db
		.selectFrom('members')
		.select('id')
		.where('role', 'in', ['owner', 'agent'])
		.where('joined_at', 'is not', null)
		.where('removed_at', 'is', null)
		.orderBy('id')
		.limit(MOST)
		.execute();
	return rows.map(({ id }) => id);
}

export const actorOfMember = ({ id, role }: Pick<Member, 'id' | 'role'>): Actor => ({
	kind: 'staff',
	id,
	assurance: 'verified',
	scopes: SCOPES_OF[role],
});

/** Who owns the installation and can sign in. */
export const joinedOwners = (db: Db) =>
	db
		.selectFrom('members')
		.select(['id', 'email'])
		.where('role', '=', 'owner')
		.where('joined_at', 'is not', null)
		.where('removed_at', 'is', null)
		.orderBy('id')
		.limit(MOST)
		.execute();
