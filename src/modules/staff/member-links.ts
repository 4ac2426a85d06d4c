import type { Db, Tx } from '#core/db.ts';
import { problem } from '#core/errors.ts';
import { newToken, tokenHash } from '#core/ids.ts';
import { now } from '#core/transaction.ts';
import type { Role } from './roles.ts';
import type { Member } from './tables.ts';

const DAY_MS = 86_400_000;
/** An invitation lies over a holiday; a way back in is used at once. */
const LIVES_MS = { invitation: 7 * DAY_MS, password: DAY_MS };

/** A link that works once; those made before for the same person are worth nothing any more. Without a member it makes the first owner. Returns its token. */
export async function makeLink(tx: Tx, member: { id: string; joined_at: Date | null } | undefined): Promise<string> {
	const token = newToken('ml');
	const at = now(tx);
	const lives = member?.joined_at ? LIVES_MS.password : LIVES_MS.invitation;
	await dropLinks(tx, member?.id ?? null);
	await tx
		.insertInto('member_links')
		.values({
			hash: tokenHash(token),
			member_id: member?.id ?? null,
			created_at: at,
			expires_at: new Date(at.getTime() + lives),
		})
		.execute();
	return token;
}

export async function dropLinks(tx: Tx, memberId: string | null): Promise<void> {
	await tx
		.deleteFrom('member_links')
		.where('member_id', memberId === null ? 'is' : '=', memberId)
		.execute();
}

/** Once somebody owns the business, no link makes another owner out of nothing. */
export async function endSetUp(tx: Tx, role: Role): Promise<void> {
	if (role === 'owner') await dropLinks(tx, null);
}

/** Whom a link is for: `setup` makes the first owner, `join` is an invitation, `password` lets somebody back in. */
type OpenLink =
	{ kind: 'setup' } | { kind: 'join' | 'password'; member: Pick<Member, 'id' | 'name' | 'email' | 'role'> };

/** What a link that still works is for. Throws `not_found` for one that was used, replaced or is too old. */
export async function readLink(db: Db, token: string, at: Date): Promise<OpenLink> {
	const link = await db
		.selectFrom('member_links')
		.select('member_id')
		.where('hash', '=', tokenHash(token))
		.where('expires_at', '>', at)
		.executeTakeFirst();
	if (!link) throw problem('not_found', { detail: 'This link was used before or is too old.' });
	return describe(db, link.member_id);
}

/** The same once and for all: a second use at the same time waits for the first and finds nothing. */
export async function useLink(tx: Tx, token: string): Promise<OpenLink> {
	const link = await tx
		.deleteFrom('member_links')
		.where('hash', '=', tokenHash(token))
		.where('expires_at', '>', now(tx))
		.returning('member_id')
		.executeTakeFirst();
	if (!link) throw problem('not_found', { detail: 'This link was used before or is too old.' });
	return describe(tx, link.member_id);
}

async function describe(db: Db, memberId: string | null): Promise<OpenLink> {
	if (memberId === null) return { kind: 'setup' };
	const { joined_at, ...member } = await db
		.selectFrom('members')
		.select(['id', 'name', 'email', 'role', 'joined_at'])
		.where('id', '=', memberId)
		.executeTakeFirstOrThrow();
	return { kind: joined_at ? 'password' : 'join', member };
}
